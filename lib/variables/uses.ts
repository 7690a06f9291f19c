import { parsePath } from "../mapping/json-path";
import { listProperties, type Need } from "./catalogue";
import { readsOfTemplate } from "./liquid";

/** What reads properties: a path of a mapping, or a template. */
export type Reader = { path: string } | { template: string };

type Keys = readonly (string | number)[];

/** The properties that a mapping or template reads, as their keys: `["contact", "fields", "first_name"]`. Never throws. */
export function uses(reader: Reader): Keys[] {
  if ("template" in reader) return readsOfTemplate(reader.template);
  const steps = parsePath(reader.path) ?? [];
  const keys = steps.map((step) => ("key" in step ? step.key : "index" in step ? step.index : ""));
  return keys.length === 0 ? [] : [keys];
}

const needing: readonly { keys: Keys; need: Need }[] = listProperties([]).flatMap(({ path, need }) =>
  need === undefined ? [] : [{ keys: path.split("."), need }],
);

/** What has to be loaded before these can be filled in; empty when the event tells it all. */
export function needsOf(readers: readonly Reader[]): Set<Need> {
  const read = readers.flatMap(uses);
  return new Set(needing.filter(({ keys }) => read.some((one) => overlap(one, keys))).map(({ need }) => need));
}

/** Whether one is the other or holds it: `contact` reads every property of the contact. */
const overlap = (a: Keys, b: Keys): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((key, index) => key === long[index]);
};
