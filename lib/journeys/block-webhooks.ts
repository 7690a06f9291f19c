import { newId } from "@/db/ids";
import { webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import { type ExtraHeader, sealHeaders } from "../webhooks/extra-headers";
import { webhookBlock, webhookConfig } from "./blocks/webhook";
import type { Graph, GraphNode } from "./graph/graph";
import { openSecrets, secretIdsIn } from "./secrets";
import { maskedHeaders, type SecretOf, webhookHeaders } from "./webhook-request";

/**
 * Gives each Webhook block of a version that is being published the webhook that its deliveries belong to, in the caller's transaction:
 * where to, with which headers, how long and how often. Throws `invalid_input` at a block whose secrets can't be read.
 */
export async function createBlockWebhooks(tx: WorkspaceCtx, versionId: string, graph: Graph): Promise<void> {
  const nodes = graph.nodes.filter(({ type }) => type === webhookBlock.type);
  if (nodes.length === 0) return;
  const secrets = await openSecrets(tx, secretIdsIn(graph));
  await tx.db.insert(webhooks).values(nodes.map((node) => rowOf(tx, versionId, node, (id) => secrets.get(id))));
}

/** A journey brings a whole audience at once: with ten under way, as webhooks have it, a hundred thousand would wait for an hour. */
const requestsAtOnce = 50;

function rowOf(
  tx: WorkspaceCtx,
  versionId: string,
  { id: nodeId, name, config: stored }: GraphNode,
  secretOf: SecretOf,
): typeof webhooks.$inferInsert {
  const config = webhookConfig.parse(stored);
  const now = tx.now();
  return {
    id: newId("whk"),
    workspaceId: tx.workspace.id,
    journeyVersionId: versionId,
    nodeId,
    name: name ?? webhookBlock.label,
    url: config.url,
    contentType: "json",
    method: config.method,
    extraHeaders: sealHeaders(tx, headersOf(nodeId, config, secretOf)),
    // A run that keeps values of the response is told it by the log.
    logResponseBody: config.waitForResponse && config.save.length > 0,
    timeoutMs: config.timeoutS * 1_000,
    attemptsMax: config.retries + 1,
    concurrency: requestsAtOnce,
    // Nothing is planned for it: its runs ask.
    events: [],
    createdBy: tx.actor.type === "user" ? tx.actor.userId : null,
    createdAt: now,
    updatedAt: now,
  };
}

function headersOf(nodeId: string, config: ReturnType<typeof webhookConfig.parse>, secretOf: SecretOf): ExtraHeader[] {
  const made = webhookHeaders(config, secretOf);
  if ("problem" in made)
    throw invalid(`The journey can't be published yet. ${made.problem}`, [
      { path: `graph.${nodeId}`, nodeId, message: made.problem },
    ]);
  const masked = maskedHeaders(config);
  return (
    Object.entries(made.headers)
      // That one belongs to the body.
      .filter(([name]) => name !== "content-type")
      .map(([name, value]) => ({ name, value, masked: masked[name] ?? null }))
  );
}
