/** What a template may cost. The first three are counted, so that the same template always ends alike, however busy the machine is. */
export const liquidLimits = {
  templateCharactersMax: 1_100_000,
  /** Placeholders and tags, as they are written. */
  marksMax: 10_000,
  /** Tags, placeholders and pieces of text that are rendered, loops counted every time, and items that filters go through. */
  stepsMax: 100_000,
  /** Characters and list entries that are made on the way. */
  memoryMax: 6_000_000,
  outputCharactersMax: 2_000_000,
  /** The last resort, of wall-clock time. */
  renderMs: 2_000,
  /** Of templates that are kept parsed: those used last. */
  cacheCharacters: 8_000_000,
} as const;
