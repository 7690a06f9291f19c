import { z } from "zod";
import type { Sql, TransactionSql } from "@/db/client";
import { importReportSchema } from "./contract";
import { importLimits } from "./limits";
import type { Counted } from "./tally";

/** A row of the file: its line and cells. */
export type Row = readonly [line: number, ...cells: string[]];

const rowsSchema = z.array(z.tuple([z.number()], z.string()));

/** Rows as a chunk stores them: JSON, which the database compresses. */
export const packRows = (rows: readonly Row[]): Buffer => Buffer.from(JSON.stringify(rows));
export const unpackRows = (data: Uint8Array): Row[] => rowsSchema.parse(JSON.parse(textOf(data)));
const textOf = (data: Uint8Array) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8");

const tallySchema = z.object({
  report: importReportSchema,
  issues: z.array(z.object({ line: z.number(), subject: z.string(), message: z.string() })),
});

/** What a chunk holds once its rows are taken, in their place. */
export const packTally = ({ report, issues }: Counted): Buffer => Buffer.from(JSON.stringify({ report, issues }));
export const unpackTally = (data: Uint8Array): Counted => tallySchema.parse(JSON.parse(textOf(data)));

/** Rows are a list, a tally is an object: what the data of a chunk that was taken begins with. */
export const takenByte = "{".charCodeAt(0);
export const isTaken = (data: Uint8Array): boolean => data[0] === takenByte;

export const addTally = (a: Counted, b: Counted): Counted => ({
  report: {
    created: a.report.created + b.report.created,
    updated: a.report.updated + b.report.updated,
    unchanged: a.report.unchanged + b.report.unchanged,
    skipped: a.report.skipped + b.report.skipped,
    refused: a.report.refused + b.report.refused,
    statusKept: a.report.statusKept + b.report.statusKept,
  },
  issues: [...a.issues, ...b.issues],
});

/** Chunks of a job from `from` on, before `until`, in their order. `jobId` is a bare UUID. */
export const readChunks = (sql: Sql | TransactionSql, jobId: string, from: number, until: number) => sql<
  { seq: number; data: Uint8Array }[]
>`
  select seq, data from job_chunks where job_id = ${jobId} and seq >= ${from} and seq < ${until} order by seq`;

/** Cuts rows into pieces that one transaction takes each. */
export function createChunker(): { add(row: Row): Row[] | null; rest(): Row[] } {
  let rows: Row[] = [];
  let characters = 0;
  const take = () => {
    const taken = rows;
    rows = [];
    characters = 0;
    return taken;
  };
  return {
    add(row) {
      let own = 16;
      for (const cell of row) own += typeof cell === "string" ? cell.length + 3 : 8;
      const full =
        rows.length > 0 && (rows.length >= importLimits.chunkRows || characters + own > importLimits.chunkBytes)
          ? take()
          : null;
      rows.push(row);
      characters += own;
      return full;
    },
    rest: take,
  };
}
