/** What an upload may bring. Beyond these a file is no list of contacts. */
export const importLimits = {
  fileBytesMax: 500 * 1024 * 1024,
  rowsMax: 5_000_000,
  columnsMax: 200,
  /** Of one row, quoted line breaks included. */
  rowCharactersMax: 1_048_576,
  /** A piece of the file that one transaction takes. */
  chunkRows: 500,
  chunkBytes: 256 * 1024,
  sampleRows: 10,
  /** Issues that are kept; more are only counted. */
  issuesMax: 10_000,
  fileNameCharactersMax: 200,
  /** An upload that nobody runs is forgotten after this long. */
  keptDays: 7,
} as const;
