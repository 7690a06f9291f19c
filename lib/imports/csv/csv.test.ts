import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDecoder, foreignFormat } from "./decode";
import { detectDelimiter } from "./delimiter";
import { type CsvRecord, createCsvReader } from "./reader";
import { csvCell, csvLine } from "./write";

/** Reads a text that comes in pieces of this many characters. */
function readAll(text: string, piece = text.length, delimiter = ","): CsvRecord[] {
  const reader = createCsvReader(delimiter);
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += Math.max(1, piece))
    for (const record of reader.push(text.slice(at, at + Math.max(1, piece)))) records.push(record);
  return [...records, ...reader.end()];
}

const cellsOf = (records: CsvRecord[]) => records.map((record) => ("cells" in record ? record.cells : record.problem));

describe("reading CSV", () => {
  test("what was written is read back, however it is cut into pieces", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", "😀", ",", '"', "\n", "\r", " ", ";", "x") });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (rows, piece) => {
          const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\r\n");
          expect(cellsOf(readAll(text, piece))).toEqual(rows);
        },
      ),
    );
  });

  test("our own lines are read back, but for the mark before formulas", () => {
    const value = fc.string({ maxLength: 12 }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 6 }), (row) => {
        const [record] = readAll(csvLine(row));
        expect(record && "cells" in record ? record.cells : (record ?? row)).toEqual(row);
      }),
    );
  });

  test("quoted line breaks, doubled quotes and CRLF are one record each, counted by physical lines", () => {
    expect(readAll('a,b\r\n1,"x\r\n""y"""\r\n3,4')).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", 'x\r\n"y"'] },
      { line: 4, cells: ["3", "4"] },
    ]);
  });

  test("a broken record costs its own line alone", () => {
    for (const piece of [1, 3, 1000]) {
      const records = readAll('a,b\n1,"x"y\n3,4\n5,"never\n7,8\n9,"z"\n', piece);
      expect(records.filter((record) => "problem" in record).map((record) => record.line)).toEqual([2, 4]);
      expect(cellsOf(records.filter((record) => "cells" in record))).toEqual([
        ["a", "b"],
        ["3", "4"],
        ["7", "8"],
        ["9", "z"],
      ]);
    }
  });

  test("a quote that is never closed does not swallow the rest", () => {
    const records = readAll(`a,b\n1,"x\n${"3,4\n".repeat(300_000)}`, 65_536);
    expect(records.length).toBe(300_002);
    expect(records[1]).toEqual({ line: 2, problem: expect.stringContaining("never closed") });
  });

  test("a hundred such quotes cost a hundred lines", () => {
    const records = readAll(`a,b\n${`1,"x\n${"3,4\n".repeat(20)}`.repeat(100)}`, 65_536);
    // The next quote seems to close each of them, but text follows it: their own lines are all that is lost.
    expect(records.filter((record) => "cells" in record && record.cells.join() === "3,4").length).toBe(2_000);
  });

  test("a row over 1 MiB is reported, the next is read", () => {
    const records = readAll(`a,b\n1,${"x".repeat(1_100_000)}\n3,4\n`, 65_536);
    expect(records.map((record) => ("cells" in record ? record.cells.join() : record.line))).toEqual(["a,b", 2, "3,4"]);
  });

  test("a file of nothing but open quotes is refused before it costs its square", () => {
    expect(() => readAll('z","\n'.repeat(100_000), 65_536)).toThrow(/never closed/);
  });

  test("quotes inside an unquoted value are text, blank lines are nothing", () => {
    expect(cellsOf(readAll('5" pipe,b\n\n  \nx,"y"\n'))).toEqual([
      ['5" pipe', "b"],
      ["x", "y"],
    ]);
  });
});

describe("decoding", () => {
  test("a byte order mark goes, characters survive any cut", () => {
    const bytes = Buffer.from("\ufeffname\nZoë 😀\nend");
    for (let piece = 1; piece < 8; piece++) {
      const decoder = createDecoder("utf-8");
      let text = "";
      for (let at = 0; at < bytes.length; at += piece) text += decoder.push(bytes.subarray(at, at + piece));
      expect(text + decoder.end()).toBe("name\nZoë 😀\nend");
    }
  });

  test("bytes that are no UTF-8 are named by their line, and read as Windows-1252 when asked", () => {
    const bytes = Buffer.from("a\nb\nZo\xeb\nc\n", "latin1");
    expect(() => createDecoder("utf-8").push(bytes)).toThrow(/^Line 3 is not valid UTF-8/);
    expect(createDecoder("windows-1252").push(bytes)).toContain("Zoë");
  });

  test("workbooks and UTF-16 are told by name", () => {
    expect(foreignFormat(Buffer.from("PK\u0003\u0004"))).toMatch(/Excel/);
    expect(foreignFormat(Buffer.from([0xff, 0xfe, 0x61, 0]))).toMatch(/UTF-16/);
    expect(foreignFormat(Buffer.from("email\n"))).toBeNull();
  });
});

test("the delimiter is found, also when another one stands inside values", () => {
  expect(detectDelimiter("email,name\na@b.c,x\n")).toBe(",");
  expect(detectDelimiter('email;name\na@b.c;"Doe, Jane"\nb@b.c;"Roe, R, Z"\n')).toBe(";");
  expect(detectDelimiter("email\tname\na@b.c\tx,y\n")).toBe("\t");
  expect(detectDelimiter("email|name|age\na@b.c|x|1")).toBe("|");
  expect(detectDelimiter("email\na@b.c\n")).toBe(",");
});

test("a cell that a spreadsheet would run as a formula is text", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) expect(csvCell(`${start}1`)).toMatch(/^"?'/);
  expect(csvCell("Jane")).toBe("Jane");
  expect(csvCell('a,"b"')).toBe('"a,""b"""');
});
