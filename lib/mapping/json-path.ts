/** One step of a path: a key, a position in a list, or the first item of a list that has a value at a key. */
type Step = { key: string } | { index: number } | { where: string; is: string };

export const pathCharactersMax = 200;

const stepText = /(?:^|\.)([^.[\]]+)|\[(\d{1,6})\]|\["([^"]*)"\]|\[([^.[\]="]+(?:\.[^.[\]="]+)*)=([^\]]*)\]/y;

/**
 * Reads a path into a foreign payload: `customer.first_name`, `items[0].sku`, `["odd key"].x`, and `answers[type=email].email` for the
 * first item of a list whose `type` is `email`. Null when it is none.
 */
export function parsePath(path: string): Step[] | null {
  if (path === "" || path.startsWith(".") || path.length > pathCharactersMax) return null;
  const steps: Step[] = [];
  stepText.lastIndex = 0;
  for (let at = 0; at < path.length; at = stepText.lastIndex) {
    const found = stepText.exec(path);
    if (found === null) return null;
    const [, key, index, quoted, where, is = ""] = found;
    if (index !== undefined) steps.push({ index: Number(index) });
    else if (where !== undefined) steps.push({ where, is });
    else steps.push({ key: key ?? quoted ?? "" });
  }
  return steps;
}

/** Whether a text is a path that `readPath` can follow. */
export const isPath = (path: string): boolean => parsePath(path) !== null;

/** The value at a path, or undefined when the payload has none there. Own keys only; never throws. */
export function readPath(payload: unknown, path: string): unknown {
  const steps = parsePath(path);
  if (steps === null) return undefined;
  let value = payload;
  for (const step of steps) {
    if ("key" in step) value = ownValue(value, step.key);
    else if (!Array.isArray(value)) return undefined;
    else value = value[positionOf(value, step)];
  }
  return value;
}

/**
 * The path by which `listPaths` would name what this path leads to: `answers[type=email].email` → `answers[1].email`. Null when the
 * payload has nothing there.
 */
export function locatePath(payload: unknown, path: string): string | null {
  let place = "";
  let value = payload;
  for (const step of parsePath(path) ?? []) {
    if ("key" in step) {
      value = ownValue(value, step.key);
      place = keyPath(step.key, place);
    } else {
      if (!Array.isArray(value)) return null;
      const position = positionOf(value, step);
      value = value[position];
      place += `[${position}]`;
    }
  }
  return place === "" || value === undefined ? null : place;
}

/** Where in a list a step leads; -1 for an item that it lacks. */
const positionOf = (list: unknown[], step: Exclude<Step, { key: string }>): number =>
  "index" in step ? step.index : list.findIndex((item) => asText(readPath(item, step.where)) === step.is);

const ownValue = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

const asText = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;

/** A key as a path writes it, after what comes before it. A key with a quotation mark makes none that can be read. */
export const keyPath = (key: string, parent = ""): string => {
  if (!/^[^.[\]"=]+$/.test(key)) return `${parent}["${key}"]`;
  return parent === "" ? key : `${parent}.${key}`;
};

/** Every single value of a payload with its path, in order, at most `max`: what a person chooses from. */
export function listPaths(payload: unknown, max: number): { path: string; value: string }[] {
  const found: { path: string; value: string }[] = [];
  const visit = (value: unknown, path: string) => {
    if (found.length >= max) return;
    const text = asText(value);
    if (text !== null) {
      if (path !== "" && isPath(path)) found.push({ path, value: text });
      return;
    }
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) visit(item, keyPath(key, path));
  };
  visit(payload, "");
  return found;
}
