import type { SaveDraft } from "./draft";

/** A value of a response as a variable: named after the last key of its path, and not as another one is. */
export function savedValue(path: string, taken: readonly SaveDraft[]): SaveDraft {
  const words = path.match(/[A-Za-z_]\w*/g) ?? [];
  const name = words.at(-1) ?? "value";
  const names = new Set(taken.map(({ key }) => key));
  let key = name;
  for (let number = 2; names.has(key); number++) key = `${name}_${number}`;
  return { path, to: "variable", key };
}
