export interface TextPart {
  text: string;
  href: string | null;
}

const webAddress = /https?:\/\/[^\s<>"]+/g;
const sentenceEnd = /[.,;:!?)\]]+$/;

/** A plain text cut into addresses and what stands between them; the full stop after an address is none of it. */
export function textLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(webAddress)) {
    const href = match[0].replace(sentenceEnd, "");
    if (!URL.canParse(href)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), href: null });
    parts.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}
