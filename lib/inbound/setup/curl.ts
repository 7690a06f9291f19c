import { bodyText, contentTypes, formValues } from "./example-body";
import type { SampleLanguage } from "./sample";

/** A word of a POSIX shell: nothing in single quotes means anything but a single quote. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A curl command; `data` are arguments that carry the body. */
export const curlCommand = (url: string, contentType: string | null, data: readonly string[]): string =>
  [
    `curl -X POST ${shellQuote(url)}`,
    ...(contentType === null ? [] : [`-H ${shellQuote(`Content-Type: ${contentType}`)}`]),
    ...data,
  ].join(" \\\n  ");

/** Sends this text as it is: unlike `-d`, a leading @ names no file. */
export const rawData = (body: string): string => `--data-raw ${shellQuote(body)}`;

export const curl: SampleLanguage = {
  label: "curl",
  highlight: "bash",
  write: ({ url, format, body }) => {
    if (format === "json") return curlCommand(url, contentTypes.json, [rawData(bodyText(body, "json"))]);
    const values = Object.entries(formValues(body)).map(
      ([key, value]) => `--data-urlencode ${shellQuote(`${key}=${value}`)}`,
    );
    return format === "query"
      ? [`curl --get ${shellQuote(url)}`, ...values].join(" \\\n  ")
      : curlCommand(url, contentTypes.form, values);
  },
};
