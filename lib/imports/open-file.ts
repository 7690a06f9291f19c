import { invalid } from "../errors";
import { cleanLine } from "../mapping/clean-text";
import { normaliseEmail } from "../mapping/email";
import { createDecoder, type Encoding, foreignFormat } from "./csv/decode";
import { type Delimiter, detectDelimiter } from "./csv/delimiter";
import { type CsvRecord, createCsvReader } from "./csv/reader";
import { importLimits } from "./limits";

/** A file whose beginning has been read. */
export interface OpenFile {
  delimiter: Delimiter;
  columns: string[];
  /** The rows below the header, as they come in; each part is to be read to its end before the next. */
  rows: AsyncGenerator<Iterable<CsvRecord>>;
  /** How many bytes have come so far. */
  bytes(): number;
}

const lookAtCharacters = 64 * 1024;

/**
 * Reads the beginning of a CSV file that comes as a stream: what separates its cells, and what its columns are called. Only as much as
 * one row is held. Throws invalid_input for what is no CSV file of contacts, also while the rows are read.
 */
export async function openFile(
  body: AsyncIterable<Uint8Array>,
  options: { encoding: Encoding; delimiter?: Delimiter | undefined },
): Promise<OpenFile> {
  let bytes = 0;
  const texts = decoded(body, options.encoding, (added) => {
    bytes += added;
    if (bytes > importLimits.fileBytesMax)
      throw invalid("The file is larger than 500 MiB. Split it and upload the parts one after another.");
  });
  let start = "";
  for (let ended = false; !ended && start.length < lookAtCharacters; ) {
    const next = await texts.next();
    ended = next.done === true;
    if (!next.done) start += next.value;
  }
  // Very old Macs end their lines with a carriage return alone.
  const lonelyReturns = !start.includes("\n") && start.includes("\r");
  const newlines = (text: string) => (lonelyReturns ? text.replaceAll("\r", "\n") : text);
  const delimiter = options.delimiter ?? detectDelimiter(newlines(start));
  const records = recordsIn(newlines(start), texts, newlines, delimiter);
  const { columns, firstRow, rest } = await readHeader(records);
  return { delimiter, columns, rows: withFirst(firstRow, rest), bytes: () => bytes };
}

async function* decoded(body: AsyncIterable<Uint8Array>, encoding: Encoding, count: (bytes: number) => void) {
  const decoder = createDecoder(encoding);
  let first = true;
  for await (const piece of body) {
    count(piece.byteLength);
    if (first) {
      const foreign = foreignFormat(piece);
      if (foreign !== null) throw invalid(foreign);
    }
    first = false;
    yield decoder.push(piece);
  }
  yield decoder.end();
}

async function* recordsIn(
  start: string,
  texts: AsyncGenerator<string>,
  newlines: (text: string) => string,
  delimiter: Delimiter,
): AsyncGenerator<Iterable<CsvRecord>> {
  const reader = createCsvReader(delimiter);
  yield reader.push(start);
  for await (const text of texts) yield reader.push(newlines(text));
  yield reader.end();
}

interface Header {
  columns: string[];
  /** The first record, when it is a row already. */
  firstRow: CsvRecord | null;
  rest: AsyncGenerator<Iterable<CsvRecord>>;
}

async function readHeader(records: AsyncGenerator<Iterable<CsvRecord>>): Promise<Header> {
  for (;;) {
    const { done, value } = await records.next();
    if (done) throw invalid("This file is empty. Upload a CSV file with a header and at least one row.");
    const part = value[Symbol.iterator]();
    const first = part.next();
    if (first.done) continue;
    if ("problem" in first.value)
      throw invalid(`The header in line ${first.value.line} can't be read: ${first.value.problem}`);
    const { cells } = first.value;
    if (cells.length > importLimits.columnsMax)
      throw invalid(`This file has ${cells.length} columns; at most ${importLimits.columnsMax} can be imported.`);
    const headless = cells.some((cell) => normaliseEmail(cell).ok);
    return {
      columns: cells.map((cell, index) => (headless ? "" : cleanLine(cell).slice(0, 200)) || `Column ${index + 1}`),
      firstRow: headless ? first.value : null,
      rest: continued({ [Symbol.iterator]: () => part }, records),
    };
  }
}

async function* continued(part: Iterable<CsvRecord>, records: AsyncGenerator<Iterable<CsvRecord>>) {
  yield part;
  yield* records;
}

async function* withFirst(row: CsvRecord | null, rest: AsyncGenerator<Iterable<CsvRecord>>) {
  if (row !== null) yield [row];
  yield* rest;
}
