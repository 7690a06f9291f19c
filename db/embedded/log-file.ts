import { copyFile, open, stat, truncate } from "node:fs/promises";

const BYTES_MAX = 10 * 1024 * 1024;

/**
 * Keeps a log within twice 10 MiB: beyond that its content moves to `<file>.1`. The server appends to a file it was handed
 * open, so the file is emptied in place rather than renamed.
 */
export async function rotateLog(file: string): Promise<void> {
  const bytes = await sizeOf(file);
  if (bytes <= BYTES_MAX) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Bytes in the log now, 0 when there is none. */
export async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

/** What was written after `fromByte`, at most its last 16 KiB. */
export async function readLogFrom(file: string, fromByte: number): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const start = Math.max(fromByte, size - 16 * 1024);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, size - start)), 0, undefined, start);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
