/** How large a foreign JSON value may be, apart from its bytes. */
export interface JsonLimits {
  /** Levels, counting the value itself. */
  depthMax: number;
  /** Keys and list entries, nested ones included. */
  keysMax: number;
}

/** These would reach a prototype wherever somebody copies keys into an object. */
export const isSafeKey = (key: string): boolean => key !== "__proto__" && key !== "constructor" && key !== "prototype";

/** What makes a parsed JSON value too large, or null. Walks without recursion: it may be nested deeper than the stack. */
export function oversize(root: object, { depthMax, keysMax }: JsonLimits): keyof JsonLimits | null {
  let keys = 0;
  const rest: { node: object; depth: number }[] = [{ node: root, depth: 1 }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.depth > depthMax) return "depthMax";
    const values: unknown[] = Array.isArray(next.node) ? next.node : Object.values(next.node);
    keys += values.length;
    if (keys > keysMax) return "keysMax";
    for (const value of values)
      if (typeof value === "object" && value !== null) rest.push({ node: value, depth: next.depth + 1 });
  }
  return null;
}

const nul = /\0/g;
// With the u flag this is a lone surrogate only: half of a character, which PostgreSQL and UTF-8 refuse.
const loneSurrogates = /\p{Surrogate}/gu;

/** Text as PostgreSQL can hold it: without NUL and half characters. Idempotent. */
export const storableText = (text: string): string => text.replace(nul, "").replace(loneSurrogates, "\ufffd");

/**
 * A parsed JSON value as jsonb can hold it: without NUL, half characters and keys that would reach a prototype. Only for values that
 * passed `oversize`.
 */
export function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  return typeof value === "object" && value !== null ? storableObject(value) : value;
}

/** `storableJson` of an object. */
export const storableObject = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isSafeKey(key))
      .map(([key, item]) => [storableText(key), storableJson(item)]),
  );

/** One text for equal JSON values, whatever the order of their keys. Only for values that passed `oversize`. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
