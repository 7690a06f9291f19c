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
