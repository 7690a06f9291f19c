/** Whether the address is made anew for each reader. */
export const isTemplate = (url: string): boolean => url.includes("{{") || url.includes("{%");

/** Scheme and host up to the path: Liquid may not stand in it. */
const fixedOrigin = /^https?:\/\/[^/?#\\\s{}]+(?=[/?#]|$)/i;

/** The origin that an http(s) address surely leads to, whatever Liquid makes of the rest; null for any other address. */
export function originOf(url: string): string | null {
  const start = fixedOrigin.exec(url)?.[0];
  if (start === undefined) return null;
  // What Liquid makes is part of the path or later, so it can't move the host; a whole address has to be one.
  const checked = isTemplate(url) ? start : url;
  return URL.canParse(checked) ? new URL(checked).origin : null;
}

const named: Record<string, string> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">", nbsp: "\u00a0" };

/** An attribute's value as browsers read it: the entities that addresses are written with. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|quot|apos|lt|gt|nbsp));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return named[name.toLowerCase()] ?? whole;
    const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
