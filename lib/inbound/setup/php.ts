import { contentTypes } from "./example-body";
import { type SampleLanguage, valuesOf } from "./sample";

/** In single quotes PHP reads neither `$` nor escapes, other than of the quote and the backslash themselves. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
const literal = (value: string | number | boolean): string =>
  typeof value === "string" ? quote(value) : JSON.stringify(value);

export const php: SampleLanguage = {
  label: "PHP",
  highlight: "php",
  write: (request) => {
    const lines = Object.entries(valuesOf(request)).map(([key, value]) => `    ${quote(key)} => ${literal(value)},`);
    const encoded =
      request.format === "json" ? "json_encode($contact, JSON_THROW_ON_ERROR)" : "http_build_query($contact)";
    return `<?php
$contact = [
${lines.join("\n")}
];
$request = curl_init(${quote(request.url)});
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [${quote(`Content-Type: ${contentTypes[request.format]}`)}],
    CURLOPT_POSTFIELDS => ${encoded},
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($request);
echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;
`;
  },
};
