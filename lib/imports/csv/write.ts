/** A spreadsheet takes a cell that begins so for a formula; an apostrophe in front makes it text. */
const formula = /^[=+\-@\t\r]/;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/** One cell, quoted where it must be, and never a formula. */
export function csvCell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record with its line end (CRLF, RFC 4180). */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** Takes off the apostrophe that `csvCell` put before what a spreadsheet would run. */
export const withoutMark = (cell: string): string =>
  cell.charCodeAt(0) === 39 && formula.test(cell.slice(1, 2)) ? cell.slice(1) : cell;
