import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { type ContactState, isRefused } from "../../contacts/change";
import { planContacts } from "../../contacts/write";
import { matchName } from "../../mapping/match-key";
import type { Move } from "./make";

const tagRows = rowsOf({ audience_id: "uuid", match_name: "text" });

/** What the write path made of a run's changes. */
export interface Changed {
  /** Null when the contact is not there any more. */
  contact: ContactState | null;
  /** Why a change was refused, and by which visit; null when none was. */
  refusal: { step: number; reason: string } | null;
  /** The status is not the one that a block asked for. */
  statusKept: boolean;
}

/** Changes contacts through the write path, in the transaction that moves their runs. Answers by the ids of runs. */
export async function changeContacts(tx: TransactionSql, moves: readonly Move[]): Promise<Map<string, Changed>> {
  const made = moves.flatMap(({ surroundings, changes }) =>
    changes.map((change) => ({ runId: surroundings.run.id, ...change })),
  );
  if (made.length === 0) return new Map();
  const tagIds = await findTags(tx, made);
  const { results, save } = await planContacts(
    tx,
    made.map(({ change, removeTags }) => ({
      ...change,
      removeTagIds: removeTags.flatMap((name) => tagIds.get(`${change.audience.id} ${matchName(name)}`) ?? []),
    })),
  );
  await save();
  return new Map(
    made.map(({ runId, step }, index): [string, Changed] => {
      const result = results[index];
      const outcome = result?.outcome ?? "not_found";
      const [issue] = result?.issues ?? [];
      const reason = issue?.message ?? "The change was refused.";
      return [
        runId,
        {
          contact: result?.after ?? null,
          refusal: isRefused(outcome) && outcome !== "not_found" ? { step, reason } : null,
          statusKept: outcome === "status_kept",
        },
      ];
    }),
  );
}

/** Tags by audience and name: one that does not exist can't be taken off. */
async function findTags(
  tx: TransactionSql,
  made: readonly Move["changes"][number][],
): Promise<ReadonlyMap<string, string>> {
  const names = made.flatMap(({ change, removeTags }) =>
    removeTags.map((name) => ({ audience_id: change.audience.id, match_name: matchName(name) })),
  );
  if (names.length === 0) return new Map();
  const rows = await tx<{ id: string; audienceId: string; matchName: string }[]>`
    select found.id, k.audience_id as "audienceId", k.match_name as "matchName"
    from (select distinct * from ${tagRows(names)} as r) k, lateral (
      select t.id from tags t
      where t.audience_id = k.audience_id and t.match_name = k.match_name and t.removed_at is null limit 1) found`;
  return new Map(rows.map(({ id, audienceId, matchName }) => [`${audienceId} ${matchName}`, id]));
}
