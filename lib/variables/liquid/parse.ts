import type { Template } from "liquidjs";
import { engines, type OutputMode } from "./engine";
import { liquidLimits } from "./limits";
import { type Read, readsOf } from "./reads";

export interface ParsedTemplate {
  templates: Template[];
  reads: Read[];
}

/** By mode and text, least recently used first: a campaign's mail is parsed once for all of its contacts. */
const cache = new Map<string, ParsedTemplate>();
let cachedCharacters = 0;

/** Parses a template, or takes it from the cache. Throws what Liquid throws. */
export function parseTemplate(text: string, mode: OutputMode): ParsedTemplate {
  const key = `${mode} ${text}`;
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  if (countMarks(text) > liquidLimits.marksMax)
    throw new RangeError(`A template may have at most ${liquidLimits.marksMax} placeholders and tags.`);
  const templates = engines[mode].parse(text);
  const parsed = { templates, reads: readsOf(templates) };
  cache.set(key, parsed);
  cachedCharacters += key.length;
  for (const [oldest] of cache) {
    if (cachedCharacters <= liquidLimits.cacheCharacters) break;
    cache.delete(oldest);
    cachedCharacters -= oldest.length;
  }
  return parsed;
}

/** Liquid's parser takes each token off the front of a list, which takes a minute for 200,000 of them. */
function countMarks(text: string): number {
  let marks = 0;
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at + 1))
    if (text[at + 1] === "{" || text[at + 1] === "%") marks++;
  return marks;
}
