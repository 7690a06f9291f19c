import type { Field } from "../../audiences/fields/contract";
import { parsePath, readPath } from "../../mapping/json-path";
import type { MappingLine } from "../workspace-webhooks/mapping";
import type { WorkspaceWebhookTypeName } from "../workspace-webhooks/types";
import { type ExampleBody, type ExampleValue, exampleEmail, exampleValue } from "./example-body";

type Step = NonNullable<ReturnType<typeof parsePath>>[number];

/** The data fields that a type of workspace webhook fills: DELETE keeps none. */
export const fieldsOfType = (type: WorkspaceWebhookTypeName, fields: readonly Field[]): readonly Field[] =>
  type === "DELETE" ? [] : fields;

/** A request body that a workspace webhook takes as it is: the address alone is required. */
export function workspaceBody(fields: readonly Field[]): ExampleBody {
  const body: ExampleBody = { email_address: exampleEmail };
  for (const field of fields) body[field.key] = exampleValue(field);
  return body;
}

/** Beyond it a list would be all filler. */
const indexMax = 20;

/** The first path of each field: further ones are only tried where it has no value. */
const firstPaths = (mapping: readonly MappingLine[]): MappingLine[] =>
  mapping.filter(({ field }, index) => mapping.findIndex((line) => line.field === field) === index);

/** A foreign payload that this mapping reads: a value for each field, in the shape that its path tells. */
export function mappedBody(mapping: readonly MappingLine[], fields: readonly Field[]): ExampleBody {
  let body: ExampleBody = {};
  for (const { path, field } of firstPaths(mapping)) {
    const [first, ...rest] = parsePath(path) ?? [];
    if (first === undefined || !("key" in first)) continue;
    body = { ...body, [first.key]: placed(body[first.key], rest, targetValue(field, fields)) };
  }
  return body;
}

/** The same for form data and query strings, which nest nothing: each path is a key. */
export const flatMappedBody = (mapping: readonly MappingLine[], fields: readonly Field[]): ExampleBody =>
  Object.fromEntries(firstPaths(mapping).map(({ path, field }) => [path, targetValue(field, fields)]));

function targetValue(target: string, fields: readonly Field[]): ExampleValue {
  if (target === "email") return exampleEmail;
  if (target === "tags") return "tag1,tag2";
  const field = fields.find(({ key }) => key === target);
  return field ? exampleValue(field) : "…";
}

/** `current` with `value` at the end of the steps; what stands in the way gives way. */
function placed(current: ExampleValue | undefined, steps: readonly Step[], value: ExampleValue): ExampleValue {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if ("key" in step) {
    const object = typeof current === "object" && !Array.isArray(current) ? current : {};
    return { ...object, [step.key]: placed(object[step.key], rest, value) };
  }
  const list = Array.isArray(current) ? current : [];
  if ("index" in step) {
    const index = Math.min(step.index, indexMax);
    const filler = Array.from({ length: Math.max(0, index - list.length) }, () => ({}));
    const longer = [...list, ...filler];
    return [...longer.slice(0, index), placed(longer[index], rest, value), ...longer.slice(index + 1)];
  }
  const index = list.findIndex((item) => readPath(item, step.where) === step.is);
  const item = index === -1 ? placed({}, parsePath(step.where) ?? [], step.is) : list[index];
  const found = placed(item, rest, value);
  return index === -1 ? [...list, found] : list.map((each, at) => (at === index ? found : each));
}
