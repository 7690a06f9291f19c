/** Values of rules come from somebody's JSON or from half-filled inputs: what does not fit counts as not given. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What stands in an input for a number: half-typed ones stay as they were typed. */
export const typedOf = (value: unknown): string =>
  typeof value === "number" || typeof value === "string" ? String(value) : "";

export const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const pairOf = (value: unknown): [unknown, unknown] => (Array.isArray(value) ? [value[0], value[1]] : ["", ""]);

export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** Typed text as a number once it reads back as the same text; "1." and "1.0" are on their way to one. */
export const numberIn = (typed: string): number | string | undefined => {
  if (typed === "") return undefined;
  return String(Number(typed)) === typed ? Number(typed) : typed;
};

/** The same when nothing more is being typed. */
export const finishedNumber = (typed: string): number | string | undefined => {
  const text = typed.trim();
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : numberIn(text);
};
