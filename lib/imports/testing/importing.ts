import type { WorkspaceCtx } from "../../context";
import { runDueJobs } from "../../jobs/run-due";
import { checkJob } from "../check";
import type { ColumnTarget, ImportOptions } from "../contract";
import { getImport } from "../get";
import { importJob } from "../run";
import { startImport } from "../start";
import { uploadImport } from "../upload";

/** A file as it comes over a connection, in pieces that respect nothing. */
export async function* streamed(text: string | Buffer, pieceBytes = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export interface Uploaded {
  encoding?: "utf-8" | "windows-1252";
  pieceBytes?: number;
}

export const uploadText = (ctx: WorkspaceCtx, audienceId: string, text: string | Buffer, more: Uploaded = {}) =>
  uploadImport(
    ctx,
    { audienceId, fileName: "people.csv", encoding: more.encoding ?? "utf-8", delimiter: undefined },
    streamed(text, more.pieceBytes),
  );

export const plain: ImportOptions = {
  existing: "update",
  newStatus: "subscribed",
  resubscribe: false,
  tags: [],
  blanks: "keep",
};

export interface Started extends Partial<ImportOptions> {
  /** What is suggested, unless it is given. */
  mapping?: ColumnTarget[];
  dryRun?: boolean;
}

export const startAs = async (
  ctx: WorkspaceCtx,
  audienceId: string,
  importId: string,
  { mapping, dryRun = false, ...options }: Started = {},
) =>
  startImport(ctx, {
    audienceId,
    importId,
    mapping: mapping ?? (await getImport(ctx, { audienceId, importId })).suggested,
    options: { ...plain, ...options },
    dryRun,
    consent: true,
  });

export const runImports = async (ctx: WorkspaceCtx) => {
  while (await runDueJobs(ctx, [importJob, checkJob]));
};

/** Uploads, runs it dry, runs it for real; both reports. */
export async function importOf(ctx: WorkspaceCtx, audienceId: string, text: string, options: Started = {}) {
  const { id } = await uploadText(ctx, audienceId, text);
  await startAs(ctx, audienceId, id, { ...options, dryRun: true });
  await runImports(ctx);
  const checked = (await getImport(ctx, { audienceId, importId: id })).check;
  await startAs(ctx, audienceId, id, options);
  await runImports(ctx);
  const { run } = await getImport(ctx, { audienceId, importId: id });
  return { id, checked, run };
}

/** Lines of `email,first_name,age`. */
export const rows = (from: number, until: number, name = "Jane") =>
  Array.from({ length: until - from }, (_, index) => `p${from + index}@example.com,${name},${from + index}\n`).join("");
