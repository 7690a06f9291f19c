import { type DraftRow, mappingRows } from "@/components/mapping/draft";
import { issuesOfMapping } from "@/lib/webhooks/payload/issues";

/** The rows that nothing is wrong with so far: a preview can be made of them while the others are being written. */
export function finishedRows(rows: readonly DraftRow[]): DraftRow[] {
  const written = rows.filter(
    ({ field, source, value }) => field.trim() !== "" && (source === "custom" || value !== ""),
  );
  const wrong = new Set(issuesOfMapping(mappingRows(written)).map(({ row }) => row));
  return written.filter((_, index) => !wrong.has(index));
}
