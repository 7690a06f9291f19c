import { isSafeKey } from "../../mapping/json-value";

const levelsMax = 10;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a name may not hold them.
const controls = /[\x00-\x1f\x7f]/;

export type ParsedName = { ok: true; keys: string[] } | { ok: false; message: string };

/**
 * A field's name as the keys of the objects it lies in: `contact.email` is `["contact", "email"]`. `\.` is a dot of the name itself and
 * `\\` a backslash.
 */
export function parseFieldName(name: string): ParsedName {
  const keys = keysOf(name);
  if (controls.test(name)) return { ok: false, message: "A field name can't hold control characters." };
  if (keys.includes(""))
    return { ok: false, message: "Remove the dot that has no name beside it, or write \\. for a dot." };
  const unsafe = keys.find((key) => !isSafeKey(key));
  if (unsafe !== undefined) return { ok: false, message: `${unsafe} can't be a field's name. Choose another one.` };
  if (keys.length > levelsMax) return { ok: false, message: `Nest at most ${levelsMax} levels deep.` };
  return { ok: true, keys };
}

function keysOf(name: string): string[] {
  const keys: string[] = [];
  let key = "";
  for (const [, escaped, plain] of name.matchAll(/\\([\\.])|([\s\S])/g)) {
    if (plain === ".") {
      keys.push(key);
      key = "";
    } else key += escaped ?? plain;
  }
  return [...keys, key];
}

/** The name of a value in a form: `data[contact][email]`, `tags[0]`. */
export const formName = ([first = "", ...rest]: readonly string[]): string =>
  `${first}${rest.map((key) => `[${key}]`).join("")}`;
