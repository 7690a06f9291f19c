import { assert, Context, type FilterImplOptions, filters, Liquid, type Template } from "liquidjs";
import { liquidLimits } from "./limits";
import { md5 } from "./md5";

/** `html` and `url`: values are escaped unless the template says `| raw`; the template itself is not. */
export type EscapeMode = "html" | "url" | "none";

/** They read other templates, and there are none; `liquid` would hold tags that the limits do not see. */
const tagsWithoutMeaning = ["include", "render", "layout", "block", "liquid"];

/** What is made of a template: text, or of a single placeholder the value itself. */
export type OutputMode = EscapeMode | "value";

const outputEscapes = { html: escapedText, url: percentText, none: plainText, value: undefined };

/** One engine for each: Liquid decides about escaping when it parses. */
export const engines: Record<OutputMode, Liquid> = {
  html: createEngine("html"),
  url: createEngine("url"),
  none: createEngine("none"),
  value: createEngine("value"),
};

/** What has been rendered so far, of `liquidLimits.stepsMax`: templates of one whole share it. */
export interface Steps {
  taken: number;
}

/** Throws what Liquid throws, and when the steps are used up. */
export function renderParsed(mode: OutputMode, templates: Template[], view: object, steps: Steps): unknown {
  const engine = engines[mode];
  const context = new Context(view, engine.options, { sync: true }, { liquid: engine });
  context.setRegister("steps", steps);
  return engine.renderSync(templates, context);
}

function createEngine(mode: OutputMode): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    outputEscape: outputEscapes[mode],
    keepOutputType: mode === "value",
    // No templates in memory, and by this no file system either, whatever a template asks for.
    templates: {},
    timezoneOffset: 0,
    locale: "en-US",
    parseLimit: liquidLimits.templateCharactersMax,
    memoryLimit: liquidLimits.memoryMax,
    renderLimit: liquidLimits.renderMs,
  });
  for (const tag of tagsWithoutMeaning) delete engine.tags[tag];
  engine.registerFilter("md5", (value: unknown) => md5(readable(value)));
  engine.registerFilter("base64", (value: unknown) => base64(readable(value)));
  if (mode === "html") registerMarkupFilters(engine);
  if (mode === "url") for (const name of ["url_encode", "cgi_escape", "uri_escape"]) registerOnce(engine, name);
  countSteps(engine);
  return engine;
}

/** Of the UTF-8 bytes; without Node's Buffer, because the builder runs blocks in a browser. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));

type Handler = Extract<FilterImplOptions, (...args: never) => unknown>;
/** `this` of a filter. */
type FilterThis = ThisParameterType<Handler>;

/** What a value looks like in a text: lists comma-separated, objects as JSON. Liquid would glue a list's items together. */
function readable(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(readable).join(", ");
  return isPlain(value) ? JSON.stringify(value) : String(value);
}

// Liquid's own objects (`forloop`, `empty`) have a class and write themselves.
const isPlain = (value: unknown): boolean =>
  typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value));

function plainText(this: FilterThis, value: unknown): string {
  const text = readable(value);
  this.context.memoryLimit.use(text.length);
  return text;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapedText(this: FilterThis, value: unknown): string {
  return plainText.call(this, value).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** One part of a path, or one value of a query: nothing in it can lead anywhere else. */
function percentText(this: FilterThis, value: unknown): string {
  return encodeURIComponent(plainText.call(this, value));
}

/** A filter that escapes by itself: what it gives is not escaped again. */
function registerOnce(engine: Liquid, name: string): void {
  const filter = filters[name];
  if (typeof filter === "function") engine.registerFilter(name, { raw: true, handler: filter });
}

/** Filters whose answer is markup already, so that `{{ name | escape }}` is not escaped twice. */
function registerMarkupFilters(engine: Liquid): void {
  for (const name of ["escape", "xml_escape"]) engine.registerFilter(name, { raw: true, handler: escapedText });
  const once = filters.escape_once;
  if (typeof once !== "function") return;
  engine.registerFilter("escape_once", { raw: true, handler: once });
  engine.registerFilter("newline_to_br", {
    raw: true,
    handler(this: FilterThis, value: unknown) {
      return String(once.call(this, readable(value))).replace(/\r?\n/g, "<br>\n");
    },
  });
}

/** Liquid counts neither the rounds of a loop, nor the items that a filter goes through, nor what a `capture` collects. */
function countSteps(engine: Liquid): void {
  const { renderTemplates } = engine.renderer;
  engine.renderer.renderTemplates = function* (templates: Template[], context, emitter) {
    takeSteps(context, templates.length + 1);
    const output: unknown = yield* renderTemplates.call(this, templates, context, emitter);
    if (emitter === undefined) context.memoryLimit.use(String(output).length);
    return output;
  };
  for (const [name, filter] of Object.entries(engine.filters)) {
    const { handler, raw } = typeof filter === "function" ? { handler: filter, raw: false } : filter;
    engine.registerFilter(name, {
      raw,
      handler(this: FilterThis, value: unknown, ...options: unknown[]) {
        if (Array.isArray(value)) takeSteps(this.context, value.length);
        return handler.call(this, value, ...options);
      },
    });
  }
}

function takeSteps(context: Context, count: number): void {
  const steps = context.getRegister<Steps>("steps", { taken: 0 });
  steps.taken += count;
  assert(steps.taken <= liquidLimits.stepsMax, "template steps limit exceeded");
}
