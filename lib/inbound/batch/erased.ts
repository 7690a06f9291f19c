import type { Settled } from "../arrival";
import type { Passage } from "./passage";

/** Whose personal data goes with a deletion in this batch. */
export interface Erased {
  /** Requests up to the deletion and the deletion's own: the ledger keeps that they came, not from whom. */
  passages: Set<Passage>;
  /** Addresses that are gone from a whole workspace, for the requests of earlier batches. */
  everywhere: { workspaceId: string; email: string }[];
}

/** Looks through a batch from its end: what came after a deletion is a new contact's. */
export function erasedBy(batch: Passage[], settled: Settled[]): Erased {
  const gone = new Set<string>();
  const erased: Erased = { passages: new Set(), everywhere: [] };
  for (const [index, passage] of [...batch.entries()].reverse()) {
    const { hook, read, results } = passage;
    if (hook === null || read?.email == null) continue;
    const place = `${hook.workspaceId} ${read.email}`;
    if (results.some(({ outcome }) => outcome === "deleted")) {
      const everywhere = hook.kind.everywhere(hook);
      gone.add(everywhere ? place : `${place} ${hook.audienceId}`);
      if (everywhere) erased.everywhere.push({ workspaceId: hook.workspaceId, email: read.email });
    }
    // The repeat of a deletion deletes nothing, but it names the address again.
    if (settled[index]?.answer.outcome === "deleted") erased.passages.add(passage);
    if (gone.has(place) || gone.has(`${place} ${hook.audienceId}`)) erased.passages.add(passage);
  }
  return erased;
}
