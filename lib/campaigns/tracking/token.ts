import { createHmac } from "node:crypto";
import { sameBytes } from "../../crypto";

/** Everything a link of a mail can say. Ids are bare UUIDs. */
export type LinkToken =
  | { kind: "open"; messageId: string }
  | { kind: "click"; messageId: string; linkId: string }
  /** A link whose address differs by reader: the signature covers the address too, which stands beside the token. */
  | { kind: "clickTo"; messageId: string; linkId: string }
  /** Carries the contact itself, so that it works when the campaign has been deleted. */
  | { kind: "unsubscribe"; messageId: string; contactId: string; audienceId: string }
  | { kind: "unsubscribeContact"; contactId: string; audienceId: string }
  /** Of a mail that is no campaign's: a row of `mails`. The signature of a click covers the address, which is stored nowhere. */
  | { kind: "mailOpen"; mailId: string }
  | { kind: "mailClick"; mailId: string };
type Kind = LinkToken["kind"];

/** First byte → kind and the ids that follow, in this order. Mails in inboxes hold these bytes: a number never changes its meaning. */
const layouts = [
  { kind: "open", ids: ["messageId"] },
  { kind: "click", ids: ["messageId", "linkId"] },
  { kind: "clickTo", ids: ["messageId", "linkId"] },
  { kind: "unsubscribe", ids: ["messageId", "contactId", "audienceId"] },
  { kind: "unsubscribeContact", ids: ["contactId", "audienceId"] },
  { kind: "mailOpen", ids: ["mailId"] },
  { kind: "mailClick", ids: ["mailId"] },
] as const satisfies { kind: Kind; ids: readonly string[] }[];

/** 128 bits: guessing one of them takes longer than a mail is read. */
const macBytes = 16;
/** A kind, three ids and a signature, in base64url. Longer ones are refused unread. */
export const tokenCharactersMax = 87;

/**
 * A signed, URL-safe token of 44 to 87 characters.
 * @param target what else the signature covers: the address of a `clickTo`
 */
export function signToken(key: Uint8Array, token: LinkToken, target = ""): string {
  const number = layouts.findIndex(({ kind }) => kind === token.kind);
  const ids: string[] = layouts[number]?.ids.map((name) => idOf(token, name)) ?? [];
  const body = Buffer.from(number.toString(16).padStart(2, "0") + ids.join("").replaceAll("-", ""), "hex");
  return Buffer.concat([body, macOf(key, body, target)]).toString("base64url");
}

const idOf = (token: LinkToken, name: string): string => new Map(Object.entries(token)).get(name) ?? "";

/** What a token says when we signed it, and null otherwise: forgeries cost no look-up. Compares in constant time. */
export function readToken(key: Uint8Array, text: string, target = ""): LinkToken | null {
  if (text.length > tokenCharactersMax) return null;
  const bytes = Buffer.from(text, "base64url");
  const layout = layouts[bytes[0] ?? layouts.length];
  // `Buffer` forgives other spellings of the same bytes; a token has one.
  if (
    layout === undefined ||
    bytes.length !== 1 + 16 * layout.ids.length + macBytes ||
    bytes.toString("base64url") !== text
  )
    return null;
  const body = bytes.subarray(0, -macBytes);
  if (!sameBytes(macOf(key, body, target), bytes.subarray(-macBytes))) return null;
  return build(
    layout.kind,
    layout.ids.map((_, index) => uuidOf(body.subarray(1 + 16 * index, 17 + 16 * index))),
  );
}

/** The ids in the order of the kind's layout. */
function build(kind: Kind, [first = "", second = "", third = ""]: string[]): LinkToken {
  switch (kind) {
    case "open":
      return { kind, messageId: first };
    case "click":
    case "clickTo":
      return { kind, messageId: first, linkId: second };
    case "unsubscribe":
      return { kind, messageId: first, contactId: second, audienceId: third };
    case "unsubscribeContact":
      return { kind, contactId: first, audienceId: second };
    case "mailOpen":
    case "mailClick":
      return { kind, mailId: first };
  }
}

const macOf = (key: Uint8Array, body: Uint8Array, target: string): Buffer =>
  createHmac("sha256", key)
    .update("tidegate mail link v1\n")
    .update(body)
    .update(target)
    .digest()
    .subarray(0, macBytes);

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
