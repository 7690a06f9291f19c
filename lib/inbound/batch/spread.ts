import type { AnySql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { AudienceConfig } from "../../audiences/config";
import { configsOf } from "./find-hooks";
import type { BatchMemory, Passage } from "./passage";

const addressRows = rowsOf({ workspace_id: "uuid", email: "text" });

interface Place {
  workspaceId: string;
  email: string;
  audienceId: string;
  configVersion: number;
}

/**
 * Makes the changes of kinds that reach everywhere once more for every other audience of the workspace that has the address, or gets
 * it by an earlier request of this batch.
 */
export async function spread(
  sql: AnySql,
  memory: BatchMemory,
  configs: Map<string, AudienceConfig>,
  passages: Passage[],
): Promise<void> {
  const wide = passages.filter(({ hook, changes }) => changes.length > 0 && hook?.kind.everywhere(hook) === true);
  if (wide.length === 0) return;
  const places = await findPlaces(sql, wide);
  const known = new Map([...configs, ...(await configsOf(sql, memory, places))]);
  const audiencesOf = new Map<string, Set<string>>();
  const add = (key: string, audienceId: string) =>
    audiencesOf.set(key, (audiencesOf.get(key) ?? new Set()).add(audienceId));
  for (const { workspaceId, email, audienceId } of places) add(`${workspaceId} ${email}`, audienceId);
  for (const { hook, read, changes } of passages)
    if (hook !== null && changes.length > 0) add(`${hook.workspaceId} ${read?.email}`, hook.audienceId);
  for (const { hook, read, changes } of wide) {
    const [own] = changes;
    if (own === undefined || hook === null) continue;
    for (const audienceId of audiencesOf.get(`${hook.workspaceId} ${read?.email}`) ?? []) {
      const audience = known.get(audienceId);
      if (audience !== undefined && audienceId !== hook.audienceId) changes.push({ ...own, audience });
    }
  }
}

function findPlaces(sql: AnySql, wide: Passage[]) {
  const rows = wide.map(({ hook, read }) => ({ workspace_id: hook?.workspaceId ?? null, email: read?.email ?? null }));
  // The address leads: no index but the one by address fits, whatever the plan was made for.
  return sql<Place[]>`
    select distinct k.workspace_id as "workspaceId", k.email, found.audience_id as "audienceId", a.config_version as "configVersion"
    from ${addressRows(rows)} as k, lateral (
      select c.audience_id from contacts c where c.email = k.email and c.workspace_id is not distinct from k.workspace_id) found
    join audiences a on a.id = found.audience_id`;
}
