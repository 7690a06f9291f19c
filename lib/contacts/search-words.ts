/**
 * The words a contact is found by, in their order: the address, its parts, and every word of its text fields named like names. The list's
 * search takes each typed word as the beginning of one of these, so a word that another one begins with is left out: an index entry less.
 */
export function searchWords(email: string, fields: Record<string, unknown>): string[] {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1);
  const words = [email, domain];
  addPieces(words, email.slice(0, at), isBetweenParts);
  addPieces(words, domain.slice(0, domain.lastIndexOf(".")), isBetweenParts);
  for (const key of nameFields) {
    const value = fields[key];
    if (typeof value !== "string") continue;
    const name = value.toLowerCase();
    // "Anna-Maria" as it is written, and its parts.
    addPieces(words, name, isBetweenWords);
    if (/[._+@-]/.test(name)) addPieces(words, name, isBetweenParts);
  }
  return withoutBeginnings(words);
}

function withoutBeginnings(words: string[]): string[] {
  words.sort();
  // What begins with a word comes right after it.
  return words.filter((word, index) => words[index + 1]?.startsWith(word) !== true);
}

const nameFields = ["first_name", "last_name"];
const wordsMax = 32;
const wordCharactersMax = 64;

/** Every character of ASCII that the pattern finds; of the others, those that are white space. */
function separators(pattern: RegExp): (code: number) => boolean {
  const plain = Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)));
  return (code) => plain[code] ?? /\s/.test(String.fromCharCode(code));
}

const isBetweenWords = separators(/[\s'"\\,;]/);
const isBetweenParts = separators(/[\s'"\\,;._+\-@]/);

/** Cuts a text into pieces. Written out, because every contact has some: splitting by a pattern takes four times as long. */
function addPieces(words: string[], text: string, isBetween: (code: number) => boolean): void {
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isBetween(text.charCodeAt(at))) continue;
    if (words.length === wordsMax) return;
    if (at > from) words.push(text.slice(from, Math.min(at, from + wordCharactersMax)));
    from = at + 1;
  }
}

/** A typed search as a `tsquery` of prefixes that must all match, or null when nothing is left to look for. */
export function searchQuery(typed: string): string | null {
  const words = typed
    .toLowerCase()
    .split(/[\s,;'"\\]+/)
    .filter((word) => word !== "")
    .slice(0, 8);
  if (words.length === 0) return null;
  return words.map((word) => `'${word.slice(0, 64).replaceAll("'", "")}':*`).join(" & ");
}
