import { Output } from "liquidjs";
import { isRecord } from "./is-record";
import { type EscapeMode, renderParsed, type Steps } from "./liquid/engine";
import { explainError } from "./liquid/explain";
import { liquidLimits } from "./liquid/limits";
import { parseTemplate } from "./liquid/parse";
import type { Read } from "./liquid/reads";
import type { Keys } from "./liquid/tokens";
import type { Scope } from "./scope";

export type { Steps };
export type CheckedTemplate = { ok: true } | { ok: false; message: string; line: number | null };
export type Rendered = { ok: true; text: string; missing: string[] } | { ok: false; message: string };
export type RenderedValue = { ok: true; value: unknown; missing: string[] } | { ok: false; message: string };

/** Where a whole of several values begins. */
export const noSteps = (): Steps => ({ taken: 0 });

/** Whether a template can be parsed; else one sentence, and the line (from 1) where Liquid knows it. */
export function checkTemplate(text: string): CheckedTemplate {
  try {
    parseTemplate(text, "none");
    return { ok: true };
  } catch (error) {
    return { ok: false, ...explainError(error) };
  }
}

/**
 * Renders a template. A property that the scope lacks renders as nothing and is named in `missing`, unless the template provides for
 * it (`default`, or an `if` around it). With `html`, values are escaped, and `| raw` lets one through as it is. Limited in steps, size
 * and time: a hostile template fails by itself. Never throws.
 */
export function renderTemplate(
  text: string,
  scope: Scope,
  { escape: mode, steps = noSteps() }: { escape: EscapeMode; steps?: Steps },
): Rendered {
  try {
    const { templates, reads } = parseTemplate(text, mode);
    const view = viewOf(scope);
    const output = String(renderParsed(mode, templates, view, steps));
    if (output.length > liquidLimits.outputCharactersMax)
      return { ok: false, message: "The template makes too much text." };
    return { ok: true, text: output, missing: missingIn(view, reads) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

/**
 * A template as a value of a payload: exactly one placeholder keeps the type of what it reads (`{{ contact.tags }}` is a list,
 * `{{ 42 }}` a number); anything else is text. Never throws.
 * @param steps what the other values of the same whole have cost: together they are limited as one template is
 */
export function renderValue(text: string, scope: Scope, steps: Steps = noSteps()): RenderedValue {
  try {
    const { templates, reads } = parseTemplate(text.trim(), "value");
    if (templates.length !== 1 || !(templates[0] instanceof Output)) return textAsValue(text, scope, steps);
    const view = viewOf(scope);
    const value = renderParsed("value", templates, view, steps);
    return { ok: true, value: jsonOf(value), missing: missingIn(view, reads) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function textAsValue(text: string, scope: Scope, steps: Steps): RenderedValue {
  const rendered = renderTemplate(text, scope, { escape: "none", steps });
  return rendered.ok ? { ok: true, value: rendered.text, missing: rendered.missing } : rendered;
}

/** Only what JSON can say: numbers that are none and Liquid's own objects become null. */
const jsonOf = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value) ?? "null"));

/** Every property that a template reads, as the keys that are fixed in it. Throws nothing; a template with an error reads nothing. */
export function readsOfTemplate(text: string): Keys[] {
  try {
    return parseTemplate(text, "none").reads.map(({ keys }) => keys);
  } catch {
    return [];
  }
}

/** The same, without what the template itself provides for (`default`, or an `if` around it). */
export function neededByTemplate(text: string): Keys[] {
  try {
    return parseTemplate(text, "none").reads.flatMap(({ keys, needed }) => (needed ? [keys] : []));
  } catch {
    return [];
  }
}

/** What templates see: a data field also as `contact.<key>`, where no property has that name. A copy: `increment` writes to it. */
const viewOf = (scope: Scope): Record<string, unknown> => {
  const { contact } = scope;
  if (!isRecord(contact) || !isRecord(contact.fields)) return { ...scope };
  return { ...scope, contact: { ...contact.fields, ...contact } };
};

const missingIn = (view: Scope, reads: readonly Read[]): string[] =>
  reads.filter(({ needed, keys }) => needed && isMissing(view, keys)).map(({ keys }) => keys.join("."));

/** Liquid's own: of lists and texts. */
const ofEverything = new Set<string | number>(["size", "first", "last"]);

function isMissing(view: unknown, keys: Readonly<Keys>): boolean {
  let value = view;
  for (const key of keys) {
    if (value === null) return true;
    if (ofEverything.has(key)) return false;
    if (Array.isArray(value) && typeof key === "number") value = value.at(key);
    else value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) return true;
  }
  return false;
}

const messageOf = (error: unknown): string => {
  const { message, line } = explainError(error);
  return line === null ? message : `Line ${line}: ${message}`;
};
