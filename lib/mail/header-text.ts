// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break in a header would start another header.
const controls = /[\x00-\x1f\x7f\u0085\u2028\u2029]+/g;
const loneSurrogates = /\p{Surrogate}/gu;

/** Text that may stand in a mail header: one line, no control characters, at most 250 characters. */
export const headerText = (text: string): string =>
  text
    .replace(controls, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, 250)
    // Last, because the cut can go through the middle of a character.
    .replace(loneSurrogates, "\ufffd");
