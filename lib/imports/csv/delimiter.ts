import { createCsvReader } from "./reader";

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

const recordsRead = 50;

/** The delimiter by which the first records fall into equally many columns, the most of them; a comma when nothing says so. */
export function detectDelimiter(start: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of delimiters) {
    const score = scoreOf(start, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** How many columns the header has, weighed by the share of records that have as many. */
function scoreOf(start: string, delimiter: Delimiter): number {
  const counts: number[] = [];
  for (const record of createCsvReader(delimiter).push(start.endsWith("\n") ? start : `${start}\n`)) {
    counts.push("cells" in record ? record.cells.length : 0);
    if (counts.length === recordsRead) break;
  }
  const [columns = 0] = counts;
  if (columns < 2) return 0;
  return columns * (counts.filter((count) => count === columns).length / counts.length) ** 2;
}
