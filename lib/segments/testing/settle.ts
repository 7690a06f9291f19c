import { toUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../../audiences/config";
import { type ContactChange, change } from "../../contacts/change";
import { changeContacts } from "../../contacts/write";
import type { Ctx, WorkspaceCtx } from "../../context";
import { relayEvents } from "../../events/relay";
import { listSegmentMembers } from "../list-members";
import { stalePlanner } from "../plan-stale";
import { recalculateSegments } from "../recalculate";

/** Does all background work of segments that is due, as the drains would. */
export async function settle(ctx: Ctx): Promise<void> {
  do {
    while (await relayEvents(ctx, [stalePlanner]));
    while (await recalculateSegments(ctx));
  } while (await hasWork(ctx));
}

async function hasWork(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.sql<{ work: boolean }[]>`
    select exists (select from outbox) or exists (select from stale_contacts) as work`;
  return row?.work === true;
}

/** Writes a contact by its address through the write path. */
export async function put(
  ctx: WorkspaceCtx,
  audienceId: string,
  email: string,
  changes: Partial<ContactChange> = {},
): Promise<string> {
  const uuid = toUuid("aud", audienceId);
  const audience = (await loadAudienceConfigs(ctx.sql, [uuid])).get(uuid);
  if (audience === undefined) throw new Error("the audience of a test is gone");
  const source = { type: "api" as const, id: null, requestId: null, ip: null, userAgent: null };
  const [result] = await changeContacts(ctx, [
    change({ audience, target: { email }, intent: "upsert", source, at: ctx.now(), ...changes }),
  ]);
  return result?.after?.id ?? "";
}

/** The addresses of a segment's members, in alphabetical order. */
export async function membersOf(ctx: WorkspaceCtx, audienceId: string, segmentId: string): Promise<string[]> {
  const { items } = await listSegmentMembers(ctx, { audienceId, segmentId, limit: 500 });
  return items.map(({ email }) => email).sort();
}
