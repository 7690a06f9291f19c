import { newUuid } from "./uuid";

export { newUuid };

/**
 * Ids are UUIDv7 (time-sortable), made in the app and stored as `uuid`; at the edge they are TypeIDs
 * (`con_01h455vb4pex5vsknk084sn02q`, https://github.com/jetify-com/typeid): prefix, `_`, 26 characters of Crockford base32.
 */
export const idPrefixes = {
  workspace: "wks",
  user: "usr",
  session: "ses",
  account: "acc",
  verification: "ver",
  member: "mem",
  invitation: "inv",
  apiKey: "key",
  audience: "aud",
  field: "fld",
  group: "grp",
  tag: "tag",
  contact: "con",
  consent: "cns",
  event: "evt",
  hook: "hok",
  request: "req",
  mail: "mai",
  confirmation: "cfm",
  segment: "seg",
  job: "job",
  webhook: "whk",
  delivery: "dlv",
  campaign: "cmp",
  message: "msg",
  link: "lnk",
  journey: "jny",
  journeyVersion: "jnv",
  journeySecret: "jsc",
  run: "run",
} as const;

export type IdKind = keyof typeof idPrefixes;
export type IdPrefix = (typeof idPrefixes)[IdKind];

const [dash, zero, nine, beforeA] = [45, 48, 57, 87];
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const values = new Int8Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

/** A new prefixed id. */
export const newId = <P extends IdPrefix>(prefix: P): string => fromUuid(prefix, newUuid());

/** 36-character UUID → prefixed id. */
export function fromUuid(prefix: IdPrefix, uuid: string): string {
  // 130 bits for 128: the first digit carries two zero bits in front.
  let out = `${prefix}_`;
  let buffer = 0;
  let bits = 2;
  for (let i = 0; i < 36; i++) {
    const code = uuid.charCodeAt(i);
    if (code === dash) continue;
    buffer = (buffer << 4) | (code > nine ? code - beforeA : code - zero);
    bits += 4;
    if (bits >= 5) {
      bits -= 5;
      out += alphabet[buffer >> bits];
      buffer &= (1 << bits) - 1;
    }
  }
  return out;
}

/** Prefixed id → 36-character UUID, or null when it is no id with that prefix. */
export function parseId(prefix: IdPrefix, id: string): string | null {
  if (id.length !== prefix.length + 27 || !id.startsWith(prefix) || id.charAt(prefix.length) !== "_") return null;
  let hex = "";
  let buffer = 0;
  let bits = 0;
  for (let i = prefix.length + 1; i < id.length; i++) {
    const code = id.charCodeAt(i);
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) return null;
    if (i === prefix.length + 1) {
      if (value > 7) return null;
      buffer = value;
      bits = 3;
    } else {
      buffer = (buffer << 5) | value;
      bits += 5;
    }
    while (bits >= 4) {
      bits -= 4;
      hex += ((buffer >> bits) & 15).toString(16);
      buffer &= (1 << bits) - 1;
    }
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Prefixed id → UUID for SQL. Throws on anything else: ids are validated at the door. */
export function toUuid(prefix: IdPrefix, id: string): string {
  const uuid = parseId(prefix, id);
  if (uuid === null) throw new TypeError(`not a ${prefix}_ id: ${id.slice(0, 40)}`);
  return uuid;
}

/** The smallest UUIDv7 of a moment, from 1970 on: everything made at or after it sorts at or after this. */
export function uuidFloor(at: Date): string {
  const ms = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

/** The moment in which a UUIDv7 was made. */
export const uuidTime = (uuid: string): Date => new Date(Number.parseInt(uuid.replaceAll("-", "").slice(0, 12), 16));
