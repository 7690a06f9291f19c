const plain = /^[\x20-\x7e]*$/;
// With the u flag this is a lone surrogate only: half of a character, which PostgreSQL and UTF-8 refuse.
const loneSurrogates = /\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must go (PostgreSQL refuses the first).
const controls = /[\x00-\x08\x0b-\x1f\x7f]/g;

/** Text as it is stored: trimmed, NFC, well-formed, without control characters other than tab and newline. Idempotent. */
export function cleanText(raw: string): string {
  if (plain.test(raw)) return raw.trim();
  return raw.replace(loneSurrogates, "\ufffd").replace(controls, "").normalize("NFC").trim();
}

/** A name on one line: like `cleanText`, with every run of white space as one space. Idempotent. */
export const cleanLine = (raw: string): string => cleanText(raw).replace(/\s+/g, " ");
