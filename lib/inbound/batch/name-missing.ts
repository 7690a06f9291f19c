import type { AnySql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { ContactChange } from "../../contacts/change";
import { missingAfter } from "../../contacts/fold";
import type { Issue } from "../../errors";
import { matchKey } from "../../mapping/match-key";
import type { Interpreted } from "../interpret";

/** A request that is refused for what it says, and the change it would have been. */
export interface Doubtful {
  read: Interpreted;
  change: ContactChange;
}

const addressRows = rowsOf({ audience_id: "uuid", email: "text" });

/**
 * The required fields that refused requests lack besides, so that their sender can mend everything at once. One list per request, in
 * order; what has come with a wrong value is not missing. Takes no locks: nothing is written by it.
 */
export async function missingBesides(sql: AnySql, doubtful: readonly Doubtful[]): Promise<Issue[][]> {
  const bound = doubtful.filter(({ change }) => change.requireFields);
  const keys = bound.flatMap(({ read, change }) =>
    read.email === null ? [] : [{ audience_id: change.audience.id, email: read.email }],
  );
  const known = keys.length === 0 ? [] : await findFields(sql, keys);
  const fieldsOf = new Map(known.map(({ audienceId, email, fields }) => [`${audienceId} ${email}`, fields]));
  return doubtful.map(({ read, change }) => {
    if (!change.requireFields) return [];
    const wrong = new Set(read.issues.map(({ path }) => matchKey(path)));
    const before = fieldsOf.get(`${change.audience.id} ${read.email}`) ?? null;
    return missingAfter(change, before).filter(({ path }) => !wrong.has(matchKey(path)));
  });
}

const findFields = (sql: AnySql, keys: { audience_id: string; email: string }[]) => sql<
  { audienceId: string; email: string; fields: Record<string, unknown> }[]
>`
  select found.* from (select distinct * from ${addressRows(keys)} as r) k, lateral (
    select c.audience_id as "audienceId", c.email, c.fields from contacts c
    where c.email = k.email and c.audience_id is not distinct from k.audience_id) found`;
