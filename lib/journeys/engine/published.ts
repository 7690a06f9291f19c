import type { Sql, TransactionSql } from "@/db/client";
import type { RequestMethod } from "@/db/enums";
import { type PreparedContent, prepareContent } from "../../campaigns/content/prepare";
import { isTemplate } from "../../campaigns/tracking/link-address";
import { registry } from "../blocks/registry";
import { sendEmailConfig } from "../blocks/send-email";
import { type TriggerConfig, triggerBlock, triggerConfig } from "../blocks/trigger";
import { type WebhookConfig, webhookConfig } from "../blocks/webhook";
import { type CompiledGraph, compileGraph } from "../graph/compile";
import { type Graph, graphSchema } from "../graph/graph";

/** A Webhook block of a published version, with the row that its deliveries belong to. */
export interface PublishedWebhook {
  /** Bare UUID. */
  id: string;
  method: RequestMethod;
  config: WebhookConfig;
  /** Its address is the same for everybody: publishing has judged it. */
  isFixed: boolean;
}

/** A published version, read once: it never changes. Ids are bare UUIDs. */
export interface Published {
  id: string;
  number: number;
  graph: CompiledGraph;
  /** Where runs begin; null for a graph that can't be walked in any more. */
  startNodeId: string | null;
  trigger: TriggerConfig | null;
  /** By their blocks' ids. */
  webhooks: ReadonlyMap<string, PublishedWebhook>;
  mails: ReadonlyMap<string, PreparedContent>;
  /** Whether anything in it may read the address of the contact's unsubscribe page. */
  readsUnsubscribeUrl: boolean;
}

interface Row {
  id: string;
  number: number;
  graph: unknown;
  webhooks: { id: string; nodeId: string; method: RequestMethod }[];
}

/** The least recently used goes first. */
const known = new Map<string, { version: Published; characters: number }>();
const charactersMax = 32_000_000;
let kept = 0;

/** Published versions by id; those of deleted journeys are missing. At most one statement: they are kept, because they never change. */
export async function loadPublished(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<Map<string, Published>> {
  const found = new Map<string, Published>();
  const unknown: string[] = [];
  for (const id of new Set(ids)) {
    const entry = known.get(id);
    if (entry === undefined) unknown.push(id);
    else {
      known.delete(id);
      known.set(id, entry);
      found.set(id, entry.version);
    }
  }
  if (unknown.length === 0) return found;
  const rows = await sql<Row[]>`
    select v.id, v.number, v.graph, (
      select coalesce(json_agg(json_build_object('id', w.id, 'nodeId', w.node_id, 'method', w.method)), '[]')
      from webhooks w where w.journey_version_id = v.id) as webhooks
    from journey_versions v where v.id = any(${unknown}::uuid[])`;
  for (const row of rows) {
    const version = toPublished(row);
    found.set(row.id, version);
    keep(row.id, version, JSON.stringify(row.graph).length);
  }
  return found;
}

function keep(id: string, version: Published, characters: number): void {
  known.set(id, { version, characters });
  kept += characters;
  for (const [oldest, entry] of known) {
    if (kept <= charactersMax || oldest === id) break;
    known.delete(oldest);
    kept -= entry.characters;
  }
}

function toPublished({ id, number, graph: stored, webhooks }: Row): Published {
  // A graph that can't be read any more holds up its own journey, and not the relay of everybody's events.
  const parsed = graphSchema.safeParse(stored);
  const graph = parsed.success ? parsed.data : { nodes: [], edges: [] };
  const start = graph.nodes.find(({ type }) => registry.get(type)?.starts === true);
  const trigger = triggerConfig.safeParse(start?.type === triggerBlock.type ? start.config : undefined);
  return {
    id,
    number,
    graph: compileGraph(graph),
    startNodeId: start?.id ?? null,
    trigger: trigger.success ? trigger.data : null,
    webhooks: webhooksOf(graph, webhooks),
    mails: mailsOf(graph),
    readsUnsubscribeUrl: /unsubscribe_?url/i.test(JSON.stringify(graph)),
  };
}

function webhooksOf(graph: Graph, rows: Row["webhooks"]): Map<string, PublishedWebhook> {
  const configs = new Map(graph.nodes.map(({ id, config }) => [id, webhookConfig.safeParse(config)]));
  return new Map(
    rows.flatMap(({ nodeId, ...row }): [string, PublishedWebhook][] => {
      const config = configs.get(nodeId);
      return config?.success === true
        ? [[nodeId, { ...row, config: config.data, isFixed: !isTemplate(config.data.url) }]]
        : [];
    }),
  );
}

const mailsOf = ({ nodes }: Graph): Map<string, PreparedContent> =>
  new Map(
    nodes.flatMap(({ id, type, config }): [string, PreparedContent][] => {
      if (type !== "send_email") return [];
      const parsed = sendEmailConfig.safeParse(config);
      return parsed.success ? [[id, prepareContent(parsed.data)]] : [];
    }),
  );
