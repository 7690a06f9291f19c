/**
 * The words a contact is found by: the address, its parts, and every word of its text fields named like names. The list's search
 * takes each typed word as the beginning of one of these, so a word that another one begins with is left out: an index entry less.
 */
export function searchWords(email: string, fields: Record<string, unknown>): string[] {
  const words = new Set<string>([email]);
  const at = email.lastIndexOf("@");
  addWords(words, email.slice(0, at));
  const domain = email.slice(at + 1);
  words.add(domain);
  addWords(words, domain.slice(0, domain.lastIndexOf(".")));
  for (const key of nameFields) {
    const value = fields[key];
    if (typeof value !== "string") continue;
    // "Anna-Maria" as it is written, and its parts.
    for (const word of value.toLowerCase().split(/[\s'"\\,;]+/))
      if (word !== "" && words.size < wordsMax) words.add(word.slice(0, 64));
    addWords(words, value.toLowerCase());
  }
  return withoutBeginnings(words);
}

function withoutBeginnings(words: ReadonlySet<string>): string[] {
  const sorted = [...words].sort();
  // What begins with a word comes right after it.
  return sorted.filter((word, index) => sorted[index + 1]?.startsWith(word) !== true);
}

const nameFields = ["first_name", "last_name"];
const wordsMax = 24;

function addWords(words: Set<string>, text: string): void {
  for (const word of text.split(/[\s._+\-,;@'"\\]+/)) {
    if (words.size >= wordsMax) return;
    if (word !== "") words.add(word.slice(0, 64));
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
