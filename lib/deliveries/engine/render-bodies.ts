import { rowsOf } from "@/db/rows";
import type { Ctx } from "../../context";
import { buildPayload } from "../../webhooks/payload/build";
import { encode } from "../../webhooks/payload/encode";
import type { Claimed } from "./claim";
import type { Endpoint } from "./endpoints";

const bodyRows = rowsOf({ workspace_id: "uuid", id: "uuid", body: "bytea" });

/** Templates may take their time; other requests get their turn at least so often. */
const turnMs = 20;

export interface RenderedBodies {
  /** In their order, each with its body. */
  ready: Claimed[];
  /** Whose body can't be made, with the reason in one sentence. */
  failed: { delivery: Claimed; problem: string }[];
}

/**
 * Makes the bodies that have templates in them, outside of any transaction, and stores them before the first attempt: every attempt then
 * sends the same bytes. One statement, when there is anything to store.
 */
export async function renderBodies(
  ctx: Pick<Ctx, "sql">,
  rows: readonly Claimed[],
  endpoints: ReadonlyMap<string, Endpoint>,
): Promise<RenderedBodies> {
  const result: RenderedBodies = { ready: [], failed: [] };
  const made: { workspace_id: string; id: string; body: Uint8Array }[] = [];
  let turnAt = performance.now();
  for (const row of rows) {
    const endpoint = endpoints.get(row.webhookId);
    if (row.body !== null || row.scope === null || endpoint === undefined) {
      result.ready.push(row);
      continue;
    }
    const body = renderBody(row, row.scope, endpoint);
    if (typeof body === "string") result.failed.push({ delivery: row, problem: body });
    else {
      made.push({ workspace_id: row.workspaceId, id: row.id, body });
      result.ready.push({ ...row, body, scope: null });
    }
    if (performance.now() - turnAt > turnMs) {
      await new Promise((resolve) => setImmediate(resolve));
      turnAt = performance.now();
    }
  }
  if (made.length > 0)
    await ctx.sql`
      update deliveries d set body = r.body, scope = null
      from ${bodyRows(made)} as r
      where d.workspace_id = r.workspace_id and d.id = r.id and d.body is null`;
  return result;
}

/** The bytes, or why there are none. */
function renderBody(row: Claimed, scope: Record<string, unknown>, { customPayload }: Endpoint): Uint8Array | string {
  const built = buildPayload(customPayload, scope);
  if (!built.ok) return built.message;
  const encoded = encode(built.value, row.contentType, row.method);
  return encoded.ok ? encoded.body : encoded.message;
}
