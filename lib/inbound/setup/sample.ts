import type { Field } from "../../audiences/fields/contract";
import { type ExampleBody, formValues, type SampleFormat } from "./example-body";

/** An example request that every language writes in its own way. */
export interface SampleRequest {
  url: string;
  format: SampleFormat;
  body: ExampleBody;
  /** The data fields among the body's keys, for languages that draw inputs. */
  fields: readonly Field[];
}

/** One language of the samples. Adding one is adding an entry to `sampleLanguages`. */
export interface SampleLanguage {
  label: string;
  highlight: "bash" | "javascript" | "php" | "python" | "html";
  /** Code that runs as it is, whatever characters the values have. */
  write(request: SampleRequest): string;
}

/** The values in the types that the format can carry: form data and query strings know text only. */
export const valuesOf = ({ body, format }: SampleRequest): ExampleBody => (format === "json" ? body : formValues(body));
