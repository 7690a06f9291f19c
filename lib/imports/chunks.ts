import { z } from "zod";
import type { Sql, TransactionSql } from "@/db/client";
import { importLimits } from "./limits";

/** A row of the file: its line and cells. */
export type Row = readonly [line: number, ...cells: string[]];

const rowsSchema = z.array(z.tuple([z.number()], z.string()));

/** Rows as a chunk stores them: JSON, which the database compresses. */
export const packRows = (rows: readonly Row[]): Buffer => Buffer.from(JSON.stringify(rows));
export const unpackRows = (data: Uint8Array): Row[] =>
  rowsSchema.parse(JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8")));

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
