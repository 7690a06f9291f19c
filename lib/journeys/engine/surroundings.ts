import { fromUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { type AudienceConfig, loadAudienceConfigs } from "../../audiences/config";
import { extrasOf } from "../../campaigns/sending/compose";
import { unsubscribeUrlOf } from "../../campaigns/tracking/links";
import { type ContactRow, shownContactColumns } from "../../contacts/columns";
import { type ContactSnapshot, snapshot } from "../../contacts/snapshot";
import type { Ctx } from "../../context";
import type { Scope } from "../../variables/scope";
import { readTrigger, runScope, type TriggerEvent } from "../scope";
import type { ClaimedRun } from "./claim";
import { loadPublished, type Published } from "./published";

/** Everything that a run's blocks may read, as it is now. */
export interface Surroundings {
  run: ClaimedRun;
  version: Published;
  audience: AudienceConfig;
  contact: ContactRow;
  snapshot: ContactSnapshot;
  trigger: TriggerEvent | null;
  scope: Scope;
}

const contactKeys = rowsOf({ audience_id: "uuid", id: "uuid" });

/**
 * Looks at the world of claimed runs, outside of any transaction: four statements for any number. A run whose contact was deleted is
 * missing; so is one whose journey was.
 */
export async function loadSurroundings(ctx: Ctx, runs: readonly ClaimedRun[]): Promise<Map<string, Surroundings>> {
  const keys = runs.map(({ audienceId, contactId }) => ({ audience_id: audienceId, id: contactId }));
  const workspaceIds = [...new Set(runs.map(({ workspaceId }) => workspaceId))];
  const [versions, audiences, contactRows, workspaces] = await Promise.all([
    loadPublished(
      ctx.sql,
      runs.map(({ versionId }) => versionId),
    ),
    loadAudienceConfigs(ctx.sql, [...new Set(runs.map(({ audienceId }) => audienceId))]),
    ctx.sql<ContactRow[]>`
      select ${shownContactColumns} from (select distinct * from ${contactKeys(keys)} as r) k
      join contacts c on c.audience_id = k.audience_id and c.id = k.id`,
    ctx.sql<{ id: string; name: string }[]>`select id, name from workspaces where id = any(${workspaceIds}::uuid[])`,
  ]);
  const contacts = new Map(contactRows.map((contact) => [contact.id, contact]));
  const workspaceNames = new Map(workspaces.map(({ id, name }) => [id, name]));
  const now = ctx.now();
  return new Map(
    runs.flatMap((run): [string, Surroundings][] => {
      const version = versions.get(run.versionId);
      const audience = audiences.get(run.audienceId);
      const contact = contacts.get(run.contactId);
      if (version === undefined || audience === undefined || contact === undefined) return [];
      const trigger = readTrigger(run.trigger);
      const shown = snapshot(contact, audience);
      const unsubscribe = version.readsUnsubscribeUrl ? { unsubscribeUrl: unsubscribeUrlOf(ctx, run) } : {};
      const scope = runScope({
        workspace: { id: fromUuid("wks", run.workspaceId) },
        audience: { id: fromUuid("aud", audience.id), name: audience.name },
        contact: shown,
        trigger,
        journey: { id: fromUuid("jny", run.journeyId), name: run.journeyName, version: version.number },
        run: { id: fromUuid("run", run.id), enteredAt: run.enteredAt.toISOString() },
        now,
        extras: {
          contact: extrasOf(contact),
          workspace: { name: workspaceNames.get(run.workspaceId) ?? null },
          ...unsubscribe,
        },
      });
      return [[run.id, { run, version, audience, contact, snapshot: shown, trigger, scope }]];
    }),
  );
}
