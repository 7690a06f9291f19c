/** Where the address of a link stands in a document, without its quotes. */
export interface FoundLink {
  start: number;
  end: number;
}

/** Elements that lead somewhere; the last one is what buttons are made of for Outlook. */
const opening = /<(?:a|area|v:roundrect)(?=[\s/])/gi;

/**
 * The addresses of all links of an HTML template, in order. Liquid is opaque: `href="{{ a | default: "b" }}"` is one value. Reads each
 * character once, however broken the document is.
 */
export function findLinks(html: string): FoundLink[] {
  const found: FoundLink[] = [];
  opening.lastIndex = 0;
  while (opening.exec(html) !== null) {
    const tag = readTag(html, opening.lastIndex);
    if (tag.href !== null) found.push(tag.href);
    opening.lastIndex = tag.end;
  }
  return found;
}

/** Reads attributes from the end of a tag's name to its `>`, or to the end of the document. */
function readTag(html: string, from: number): { end: number; href: FoundLink | null } {
  let href: FoundLink | null = null;
  let at = from;
  while (at < html.length && html[at] !== ">") {
    if (/[\s/]/.test(html[at] ?? "")) {
      at++;
      continue;
    }
    const nameEnd = skipUntil(html, at, (character) => /[\s=/>]/.test(character));
    const name = html.slice(at, nameEnd).toLowerCase();
    // A sign that begins no name, such as a second `=`, must not hold the reading up.
    at = Math.max(nameEnd, at + 1);
    const equals = skipSpace(html, nameEnd);
    if (html[equals] !== "=") continue;
    const value = readValue(html, skipSpace(html, equals + 1));
    if (name === "href") href ??= { start: value.start, end: value.end };
    at = value.next;
  }
  return { end: at, href };
}

function readValue(html: string, at: number): FoundLink & { next: number } {
  const quote = html[at];
  if (quote === '"' || quote === "'") {
    const end = skipUntil(html, at + 1, (character) => character === quote);
    return { start: at + 1, end, next: end + 1 };
  }
  const end = skipUntil(html, at, (character) => /[\s>]/.test(character));
  return { start: at, end, next: end };
}

function skipSpace(html: string, from: number): number {
  let at = from;
  while (/\s/.test(html[at] ?? "")) at++;
  return at;
}

/** The first character that ends something, outside of Liquid. */
function skipUntil(html: string, from: number, ends: (character: string) => boolean): number {
  let at = from;
  while (at < html.length && !ends(html[at] ?? "")) at = liquidEnd(html, at) ?? at + 1;
  return at;
}

function liquidEnd(html: string, at: number): number | null {
  if (html[at] !== "{" || (html[at + 1] !== "{" && html[at + 1] !== "%")) return null;
  const close = html.indexOf(html[at + 1] === "{" ? "}}" : "%}", at + 2);
  return close < 0 ? html.length : close + 2;
}
