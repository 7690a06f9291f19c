import { findLinks } from "../tracking/find-links";
import { decodeEntities } from "../tracking/link-address";
import { type HtmlPiece, visiblePieces } from "./html-pieces";

/** What writers use beside the entities of addresses. */
const typographic: Record<string, string> = {
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  euro: "€",
  pound: "£",
  times: "×",
  larr: "←",
  rarr: "→",
  shy: "",
  zwnj: "",
};

/** Elements before and after which a line ends; those of the second list stand apart by an empty line. */
const lines = new Set(["div", "tr", "table", "section", "article", "header", "footer", "center", "hr", "option", "li"]);
const paragraphs = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre"]);
/** Where a line ends unless it has ended anyway: a character that no text holds. */
const lineEnd = "\ue000";

/**
 * An HTML template as a plain-text one: Liquid stays, links become `text (url)`, lists get dashes, styles and comments go. Made once
 * per campaign; Liquid then renders it without escaping.
 */
export function plainText(html: string): string {
  const out: string[] = [];
  let link: { url: string; from: number } | null = null;
  for (const piece of visiblePieces(html)) {
    if (piece.type === "liquid") out.push(piece.source);
    else if (piece.type === "text") out.push(readable(piece.source));
    else if (piece.type === "tag") {
      if (piece.name === "a") {
        if (link !== null) out.push(linkSuffix(link.url, out.slice(link.from).join("")));
        link = piece.closing ? null : { url: addressIn(piece), from: out.length };
      } else out.push(breakOf(piece));
    }
  }
  return tidy(out.join(""));
}

/** As it is read; two braces that were written as entities must not become Liquid. */
const readable = (source: string): string =>
  decodeEntities(
    source.replace(/\s+/g, " ").replace(/&([a-z]+);/g, (whole, name) => typographic[name] ?? whole),
  ).replace(/\{(?=[{%])/g, "{{ '{' }}");

function breakOf({ name, closing, source }: Extract<HtmlPiece, { type: "tag" }>): string {
  if (name === "br") return "\n";
  if (name === "li" && !closing) return `${lineEnd}- `;
  if (name === "td" || name === "th") return closing ? " " : "";
  if (name === "img") return /\balt\s*=\s*(?:"([^"{}]+)"|'([^'{}]+)')/i.exec(source)?.slice(1).find(Boolean) ?? "";
  if (paragraphs.has(name)) return "\n\n";
  return lines.has(name) ? lineEnd : "";
}

function addressIn({ source }: HtmlPiece): string {
  const [found] = findLinks(source);
  return found === undefined ? "" : decodeEntities(source.slice(found.start, found.end)).trim();
}

/** Nothing for what leads nowhere outside the mail, and for an address that is its own text. */
const linkSuffix = (url: string, text: string): string =>
  url === "" || url.startsWith("#") || /^javascript:/i.test(url) || text.trim() === url ? "" : ` (${url})`;

const tidy = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?([\n\ue000]) ?/g, "$1")
    .replace(/\ue000*\n[\n\ue000]*/g, (ends) => ends.replaceAll(lineEnd, ""))
    .replace(/\ue000+/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
