import type { Field } from "../../audiences/fields/contract";
import { type FieldValue, fieldTypes } from "../../mapping/field-types";
import { matchKey } from "../../mapping/match-key";

/** A value of a request as JSON has it. Data fields take plain ones; foreign payloads nest them. */
export type ExampleValue = FieldValue | ExampleValue[] | { [key: string]: ExampleValue };

/** The body of an example request: its keys in order. */
export type ExampleBody = Record<string, ExampleValue>;

/** What somebody who sets up a sender has chosen. */
export interface ExampleChoice {
  optionalFields: boolean;
  /** Tags by name. */
  tags: readonly string[];
  /** Groups by id. */
  groupIds: readonly string[];
  skipDoubleOptIn: boolean;
}

export const exampleEmail = "janedoe@example.com";

/** Texts that read better than the type's own example, by match key. */
const texts: Record<string, string> = {
  firstname: "Jane",
  lastname: "Doe",
  company: "Acme",
  country: "Germany",
};

/** A value that the field takes. */
export function exampleValue(field: Field): FieldValue {
  const match = matchKey(field.key);
  const text = field.type === "text" && Object.hasOwn(texts, match) ? texts[match] : undefined;
  return text ?? fieldTypes[field.type].example(field);
}

/** The fields that an example shows: the required ones always. */
export const exampleFields = (fields: readonly Field[], choice: Pick<ExampleChoice, "optionalFields">): Field[] =>
  fields.filter((field) => field.required || choice.optionalFields);

/** A request body that this audience takes, with the choices in it. */
export function exampleBody(fields: readonly Field[], choice: ExampleChoice): ExampleBody {
  const body: ExampleBody = { email: exampleEmail };
  for (const field of exampleFields(fields, choice)) body[field.key] = exampleValue(field);
  if (choice.tags.length > 0) body.tags = choice.tags.join(",");
  if (choice.groupIds.length > 0) body.groupIds = choice.groupIds.join(",");
  body.SkipDoubleOptIn = choice.skipDoubleOptIn;
  return body;
}

/** The same body as form data and query strings have it: text only. */
export const formValues = (body: ExampleBody): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  );

/** How a request carries its values: in its body as JSON or form data, or, with GET, in the URL's query string. */
export type SampleFormat = "json" | "form" | "query";

export const contentTypes = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  query: null,
} as const satisfies Record<SampleFormat, string | null>;

/** The values as they go over the wire; JSON is indented to be read. */
export const bodyText = (body: ExampleBody, format: SampleFormat): string =>
  format === "json" ? JSON.stringify(body, null, 2) : new URLSearchParams(formValues(body)).toString();
