import postgres from "postgres";
import type { Fragment } from "./client";

/**
 * Makes a piece of SQL that is only ever put into statements. What `sql` makes of a template is one too, but it is a promise besides. Hundreds
 * of promises a second that nobody ever sends or awaits end up among the garbage collector's old objects, and keep there what was made after
 * them: half of the collector's time under load.
 */
export const fragment = (strings: TemplateStringsArray, ...args: unknown[]): Fragment =>
  new PlainFragment(strings, args) as object as Fragment;

/** What the driver takes for a query of its own, and is no promise. */
export class PlainFragment {
  constructor(
    readonly strings: TemplateStringsArray,
    readonly args: unknown[],
  ) {}
}
// How the driver knows a piece. It connects with the first statement, so never here.
Object.setPrototypeOf(PlainFragment.prototype, Object.getPrototypeOf(postgres({ max: 1 })``));
