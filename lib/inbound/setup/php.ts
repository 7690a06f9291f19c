import { contentTypes, type ExampleValue } from "./example-body";
import { type SampleLanguage, type SampleRequest, valuesOf } from "./sample";

/** In single quotes PHP reads neither `$` nor escapes, other than of the quote and the backslash themselves. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
function literal(value: ExampleValue): string {
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  const entries = Object.entries(value).map(([key, each]) => `${quote(key)} => ${literal(each)}`);
  return `[${entries.join(", ")}]`;
}

/** What opens the request and how: everything that is not the same for each format. */
function transport({ url, format }: SampleRequest): { target: string; options: string[] } {
  if (format === "query") return { target: `${quote(`${url}?`)} . http_build_query($contact)`, options: [] };
  const encoded = format === "json" ? "json_encode($contact, JSON_THROW_ON_ERROR)" : "http_build_query($contact)";
  return {
    target: quote(url),
    options: [
      "    CURLOPT_POST => true,",
      `    CURLOPT_HTTPHEADER => [${quote(`Content-Type: ${contentTypes[format]}`)}],`,
      `    CURLOPT_POSTFIELDS => ${encoded},`,
    ],
  };
}

export const php: SampleLanguage = {
  label: "PHP",
  highlight: "php",
  write: (request) => {
    const lines = Object.entries(valuesOf(request)).map(([key, value]) => `    ${quote(key)} => ${literal(value)},`);
    const { target, options } = transport(request);
    return `<?php
$contact = [
${lines.join("\n")}
];
$request = curl_init(${target});
curl_setopt_array($request, [
${[...options, "    CURLOPT_RETURNTRANSFER => true,"].join("\n")}
]);
$answer = curl_exec($request);
echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;
`;
  },
};
