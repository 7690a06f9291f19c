/** A piece of an HTML template. Liquid is opaque: `{{ "<p>" }}` is no tag, and a tag may hold Liquid in its attributes. */
export type HtmlPiece =
  | { type: "text" | "liquid" | "comment"; source: string; start: number }
  | { type: "tag"; source: string; start: number; name: string; closing: boolean };

const special = /<!--|<[a-z/!?]|\{[{%]/gi;
/** What these hold is no markup and not for readers. */
const rawElements = new Set(["style", "script", "title", "head"]);

/** Takes a template apart, in order and without loss. Reads each character once, however broken the document is. */
export function htmlPieces(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let at = 0;
  let textFrom = 0;
  const endText = (to: number) => {
    if (to > textFrom) pieces.push({ type: "text", source: html.slice(textFrom, to), start: textFrom });
  };
  while (at < html.length) {
    special.lastIndex = at;
    const found = special.exec(html);
    if (found === null) break;
    const start = found.index;
    endText(start);
    const mark = found[0];
    const end =
      mark === "<!--"
        ? after(html, "-->", start + 4)
        : mark.startsWith("{")
          ? liquidEnd(html, start)
          : tagEnd(html, start);
    const source = html.slice(start, end);
    pieces.push(
      mark === "<!--"
        ? { type: "comment", source, start }
        : mark.startsWith("{")
          ? { type: "liquid", source, start }
          : { type: "tag", source, start, ...nameOf(source) },
    );
    at = end;
    textFrom = end;
  }
  endText(html.length);
  return pieces;
}

/** Without comments, and without what stands in elements that nobody reads. */
export function visiblePieces(html: string): HtmlPiece[] {
  const visible: HtmlPiece[] = [];
  let hidden: string | null = null;
  for (const piece of htmlPieces(html)) {
    if (piece.type === "tag" && rawElements.has(piece.name)) {
      if (hidden === null && !piece.closing) hidden = piece.name;
      else if (hidden === piece.name && piece.closing) hidden = null;
    } else if (hidden === null && piece.type !== "comment") visible.push(piece);
    // What readers don't see may still decide what they see.
    else visible.push(...liquidTagsIn(piece));
  }
  return visible;
}

/** The `{% … %}` in a piece, without what is around them: many write them inside of comments. */
export const liquidTagsIn = ({ source, start }: HtmlPiece): HtmlPiece[] =>
  (source.match(/\{%.*?%\}/gs) ?? []).map((tag) => ({ type: "liquid", source: tag, start }));

function nameOf(source: string): { name: string; closing: boolean } {
  const [, slash = "", name = ""] = /^<(\/?)([a-z][\w:-]*)?/i.exec(source) ?? [];
  return { name: name.toLowerCase(), closing: slash !== "" };
}

function tagEnd(html: string, start: number): number {
  let quote: string | null = null;
  let at = start + 1;
  while (at < html.length) {
    const character = html[at];
    if (character === "{" && (html[at + 1] === "{" || html[at + 1] === "%")) {
      at = liquidEnd(html, at);
      continue;
    }
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === ">") return at + 1;
    else if ((character === '"' || character === "'") && html[at - 1] === "=") quote = character;
    at++;
  }
  return html.length;
}

const liquidEnd = (html: string, start: number): number =>
  after(html, html[start + 1] === "{" ? "}}" : "%}", start + 2);

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}
