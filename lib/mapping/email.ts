export type NormalisedEmail = { ok: true; email: string } | { ok: false };

const refused: NormalisedEmail = { ok: false };

/** RFC 5321 §4.5.3.1, in octets. */
const addressBytesMax = 254;
const localBytesMax = 64;
/** No address this long can become one of 254 octets by normalisation; nothing longer is looked at. */
const rawCharactersMax = 1_000;

const atoms = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
// No top-level domain starts with a digit or has one letter; this also keeps out addresses of machines (127.0.0.1, 0x7f.1).
const topLevel = "[a-z][a-z0-9-]{0,61}[a-z0-9]";
const plainAddress = new RegExp(`^${atoms}(?:\\.${atoms})*@(?:${label}\\.)+${topLevel}$`);
const plainDomain = new RegExp(`^(?:${label}\\.)+${topLevel}$`);
// RFC 6531: letters of every script beside the ASCII ones; no spaces, no invisible characters, no unassigned ones.
const wideLocal = /^(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+$/u;
// `İ` becomes `i` and this mark in lower case, `I` with the mark as well: two spellings of one person.
const dotAbove = "\u0307";

/**
 * The one form of an address: trimmed, NFC, lower case, domain in punycode. Refuses what is no deliverable internet address
 * (RFC 5321 and 6531 without quoted local parts and IP literals), and what has no single lower-case form. Idempotent.
 */
export function normaliseEmail(raw: string): NormalisedEmail {
  const text = raw.trim();
  if (text.length > rawCharactersMax) return refused;
  const lower = text.toLowerCase();
  // Punycode has to be decoded to know whether it is any, so it takes the long way.
  if (plainAddress.test(lower) && !lower.includes("xn--")) return withinLimits(lower, lower.indexOf("@"));
  return normaliseWide(text);
}

function normaliseWide(text: string): NormalisedEmail {
  const at = text.lastIndexOf("@");
  if (at < 1) return refused;
  const local = fold(text.slice(0, at));
  if (!isLocalPart(local)) return refused;
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null) return refused;
  return withinLimits(`${local}@${domain}`, local.length);
}

const fold = (text: string): string => text.normalize("NFC").toLowerCase().normalize("NFC");

function isLocalPart(local: string): boolean {
  if (!local.split(".").every((atom) => wideLocal.test(atom))) return false;
  return !local.includes(dotAbove) && fold(local) === local;
}

/** The domain as DNS knows it (UTS 46 by the URL parser), or null. */
function asciiDomain(domain: string): string | null {
  // Anything else in ASCII would mean something to the URL parser: a port, a path, a user.
  if (!/^[a-z0-9.\-\u0080-\u{10ffff}]+$/iu.test(domain)) return null;
  try {
    const { hostname } = new URL(`http://${domain}`);
    return plainDomain.test(hostname) ? hostname : null;
  } catch {
    return null;
  }
}

const encoder = new TextEncoder();

function withinLimits(email: string, at: number): NormalisedEmail {
  const bytes = encoder.encode(email).length;
  // What follows the @ is ASCII, so the rest of the bytes is the local part.
  const localBytes = bytes - (email.length - at);
  return bytes <= addressBytesMax && localBytes <= localBytesMax ? { ok: true, email } : refused;
}
