import { LiquidError } from "liquidjs";

/** Liquid's words for what people meet, in theirs. `$1` is what the expression caught. */
const words: readonly [RegExp, string][] = [
  [/^undefined filter: (.+)$/, "There is no filter called $1."],
  [/^tag "(.+)" not found$/, "There is no tag called $1."],
  [/^tag "?(.+?)"? not closed$/, "$1 is opened, but never closed."],
  [/^output "(.+?)" not closed$/, "$1 is opened with {{, but never closed with }}."],
  [/^[\s\S]*limit exceeded$/, "The template does too much: it takes too many steps, too long, or makes too much text."],
  [/^Maximum call stack size exceeded$/, "The template is nested too deeply."],
  [/^Invalid string length$/, "The template makes too much text."],
];

/** What went wrong in a template: one sentence, and its line when Liquid knows it. */
export function explainError(error: unknown): { message: string; line: number | null } {
  const message = error instanceof Error ? error.message : String(error);
  if (!LiquidError.is(error)) return { message: plain(message), line: null };
  const [line] = error.token.getPosition();
  return { message: plain(message.replace(/, line:\d+, col:\d+$/, "")), line: line ?? null };
}

function plain(message: string): string {
  const known = words.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return message.replace(...known);
  const text = message.slice(0, 200);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
