import { invalid } from "../../errors";
import { importLimits } from "../limits";

/** One record of a file, or why it can't be read. `line` is where it begins, from 1. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; problem: string };

/** Reads CSV that comes in pieces. */
export interface CsvReader {
  /** Takes the next piece of text; yields the records that are complete. Read it to its end before the next call. */
  push(text: string): Generator<CsvRecord>;
  /** Yields what is left: the file has ended. */
  end(): Generator<CsvRecord>;
}

type Read =
  | { kind: "record"; cells: string[]; next: number }
  | { kind: "broken"; problem: string; cost: number }
  | { kind: "unfinished" };

/**
 * After a broken record its lines are read again, one by one; a file of nothing but open quotes must not cost its square. Counted in
 * cells, as which a thousand characters that are merely searched also count.
 */
const rereadMax = 1_000_000;
const cellsMax = 5 * importLimits.columnsMax;

/**
 * A CSV reader (RFC 4180; lines may end in LF or CRLF) that survives broken records: it reports the line where one begins and goes on
 * with the very next line. csv-parse 7, with all its tolerance switched on, lost the rest of the file to one quote too many. Quotes inside an unquoted cell are text; blank lines are left out.
 */
export function createCsvReader(delimiter: string): CsvReader {
  let rest = "";
  let line = 1;
  let reread = 0;

  function* read(text: string, final: boolean): Generator<CsvRecord> {
    let at = 0;
    let nextQuote = -2;
    while (at < text.length) {
      if (nextQuote !== -1 && nextQuote < at) nextQuote = text.indexOf('"', at);
      const newline = text.indexOf("\n", at);
      if (newline < 0 && !final) break;
      const lineEnd = newline < 0 ? text.length : newline;
      const afterLine = Math.min(lineEnd + 1, text.length);
      if (nextQuote === -1 || nextQuote > lineEnd) {
        // The usual case at the speed of `split`.
        const plain = text.slice(at, text[lineEnd - 1] === "\r" && lineEnd > at ? lineEnd - 1 : lineEnd);
        if (plain.length > importLimits.rowCharactersMax) yield { line, problem: tooLong };
        else if (plain.trim() !== "") yield { line, cells: plain.split(delimiter) };
        at = afterLine;
        line += 1;
        continue;
      }
      const found = capped(readQuoted(text, at, delimiter, final), text.length - at);
      if (found.kind === "unfinished") break;
      if (found.kind === "record") {
        yield { line, cells: found.cells };
        line += linesIn(text, at, found.next);
        at = found.next;
        continue;
      }
      yield { line, problem: found.problem };
      reread += found.cost;
      if (reread > rereadMax)
        throw invalid(
          `Too many quotes of this file are opened and never closed (line ${line} is one). Check how it was exported, then upload it again.`,
        );
      at = afterLine;
      line += 1;
    }
    rest = text.slice(at);
  }

  return { push: (text) => read(rest + text, false), end: () => read(rest, true) };
}

const tooLong = "This row is longer than 1 MiB.";
const unclosed = "A quote is opened here and never closed.";
const tooManyCells = `This row has more than ${cellsMax} values. Check its quotes.`;
const afterQuote = "A quoted value goes on after its closing quote. Quotes inside a value must be doubled.";

function capped(found: Read, characters: number): Read {
  if (found.kind === "unfinished" && characters > importLimits.rowCharactersMax)
    return { kind: "broken", problem: unclosed, cost: characters / 1_000 };
  return found;
}

/** A record with quotes, from `at` on. */
function readQuoted(text: string, at: number, delimiter: string, final: boolean): Read {
  const cells: string[] = [];
  let position = at;
  for (;;) {
    const quoted = text[position] === '"';
    const cell = quoted ? quotedCell(text, position, final) : plainCell(text, position, delimiter, final);
    if (cell === null) return { kind: "unfinished" };
    if (cell.end < 0)
      return { kind: "broken", problem: unclosed, cost: cells.length + (text.length - position) / 1_000 };
    cells.push(cell.value);
    if (cells.length > cellsMax) return { kind: "broken", problem: tooManyCells, cost: cells.length };
    const after = endOfCell(text, cell.end, delimiter);
    switch (after.kind) {
      case "delimiter":
        position = after.next;
        break;
      case "newline":
        return { kind: "record", cells, next: after.next };
      case "end":
        return final ? { kind: "record", cells, next: text.length } : { kind: "unfinished" };
      case "text":
        return { kind: "broken", problem: afterQuote, cost: cells.length };
    }
  }
}

interface Cell {
  value: string;
  /** Behind its last character; -1 when its quote is never closed. */
  end: number;
}

/** Null when more text may close it. */
function quotedCell(text: string, at: number, final: boolean): Cell | null {
  let value = "";
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return final ? { value, end: -1 } : null;
    if (text[quote + 1] !== '"') return { value: value + text.slice(from, quote), end: quote + 1 };
    value += text.slice(from, quote + 1);
    from = quote + 2;
  }
}

function plainCell(text: string, at: number, delimiter: string, final: boolean): Cell | null {
  const newline = text.indexOf("\n", at);
  if (newline < 0 && !final) return null;
  const lineEnd = newline < 0 ? text.length : newline;
  const found = text.indexOf(delimiter, at);
  if (found >= 0 && found < lineEnd) return { value: text.slice(at, found), end: found };
  const end = lineEnd > at && text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
  return { value: text.slice(at, end), end };
}

function endOfCell(
  text: string,
  at: number,
  delimiter: string,
): { kind: "delimiter" | "newline" | "end" | "text"; next: number } {
  const character = text[at];
  if (character === undefined) return { kind: "end", next: at };
  if (character === delimiter) return { kind: "delimiter", next: at + 1 };
  if (character === "\n") return { kind: "newline", next: at + 1 };
  if (character === "\r" && text[at + 1] === "\n") return { kind: "newline", next: at + 2 };
  if (character === "\r" && at + 1 === text.length) return { kind: "end", next: at + 1 };
  return { kind: "text", next: at };
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) lines += 1;
  return Math.max(1, lines);
}
