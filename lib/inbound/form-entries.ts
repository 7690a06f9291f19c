import { isSafeKey } from "../mapping/json-value";
import { matchKey } from "../mapping/match-key";

/** What a form may repeat, and addresses: two of them are refused, so that nobody has to guess which one was meant. */
const repeatable = new Set(["tags", "groupids", "email", "emailaddress"]);

/**
 * A form's pairs as entries of a body, each key once: `tags=a&tags=b` and `x[]=a&x[]=b` are lists; of any other key that is repeated the
 * last one wins, as in JSON: a checkbox comes after its hidden blank.
 */
export function gatherForm(pairs: Iterable<[string, string]>): [key: string, value: string | string[]][] {
  const byKey = new Map<string, string | string[]>();
  for (const [rawKey, value] of pairs) {
    const isList = rawKey.endsWith("[]");
    const key = isList ? rawKey.slice(0, -2) : rawKey;
    if (!isSafeKey(key)) continue;
    const before = byKey.get(key);
    if (isList || (before !== undefined && repeatable.has(matchKey(key))))
      byKey.set(key, [...(before === undefined ? [] : Array.isArray(before) ? before : [before]), value]);
    else byKey.set(key, value);
  }
  return [...byKey];
}
