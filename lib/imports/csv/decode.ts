import { invalid } from "../../errors";

export const encodings = ["utf-8", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** Turns bytes that come in pieces into text, whole lines at a time. */
export interface Decoder {
  /** Throws invalid_input that names the line which is not text in this encoding. */
  push(bytes: Uint8Array): string;
  end(): string;
}

const newline = 10;
const carriedBytesMax = 8 * 1024 * 1024;

export function createDecoder(encoding: Encoding): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let carried: Buffer = Buffer.alloc(0);
  let lines = 0;
  let first = true;

  function decode(bytes: Buffer): string {
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      throw invalid(
        `Line ${lines + badLine(bytes, encoding)} is not valid UTF-8. Save the file as "CSV UTF-8", or upload it again as Windows-1252, which older versions of Excel write.`,
      );
    }
    lines += countLines(bytes);
    if (!first) return text;
    first = false;
    return text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  return {
    push(bytes) {
      // A line feed is never part of another character, so whole lines are whole characters.
      const all = carried.length === 0 ? Buffer.from(bytes) : Buffer.concat([carried, bytes]);
      const end = all.lastIndexOf(newline) + 1;
      carried = all.subarray(end);
      if (carried.length > carriedBytesMax)
        throw invalid(`Line ${lines + countLines(all) + 1} is longer than 8 MiB. Check that this is a CSV file.`);
      return end === 0 ? "" : decode(all.subarray(0, end));
    },
    end: () => (carried.length === 0 ? "" : decode(carried)),
  };
}

function badLine(bytes: Buffer, encoding: Encoding): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(newline, from);
    const until = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(from, until));
    } catch {
      return line;
    }
    from = until;
  }
  return line;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1;
  return lines;
}

const signatures: [bytes: number[], problem: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], "This is an Excel workbook or another packed file. Save it as CSV UTF-8 and upload that."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Excel workbook. Save it as CSV UTF-8 and upload that."],
  [[0x1f, 0x8b], "This file is compressed. Unpack it and upload the CSV file inside."],
  [[0xff, 0xfe], "This file is UTF-16. Save it as CSV UTF-8 and upload that."],
  [[0xfe, 0xff], "This file is UTF-16. Save it as CSV UTF-8 and upload that."],
];

/** What a file is, when its first bytes say that it is no CSV; null otherwise. */
export const foreignFormat = (start: Uint8Array): string | null =>
  signatures.find(([bytes]) => bytes.every((byte, index) => start[index] === byte))?.[1] ?? null;
