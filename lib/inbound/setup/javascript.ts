import { contentTypes } from "./example-body";
import { type SampleLanguage, valuesOf } from "./sample";

/** JSON's strings are JavaScript's since ES2019. */
const quote = (value: unknown): string => JSON.stringify(value);
const property = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) && key !== "__proto__" ? key : `[${quote(key)}]`);

export const javascript: SampleLanguage = {
  label: "JavaScript",
  highlight: "javascript",
  write: (request) => {
    const lines = Object.entries(valuesOf(request)).map(([key, value]) => `    ${property(key)}: ${quote(value)},`);
    if (request.format === "query")
      return `// Node 18 or newer, as add-contact.mjs
const url = new URL(${quote(request.url)});
url.search = new URLSearchParams({
${lines.map((line) => line.slice(2)).join("\n")}
}).toString();
const response = await fetch(url);
console.log(response.status, await response.json());
`;
    const [open, close] = request.format === "json" ? ["JSON.stringify({", "})"] : ["new URLSearchParams({", "})"];
    return `// Node 18 or newer, as add-contact.mjs
const response = await fetch(${quote(request.url)}, {
  method: "POST",
  headers: { "Content-Type": ${quote(contentTypes[request.format])} },
  body: ${open}
${lines.join("\n")}
  ${close},
});
console.log(response.status, await response.json());
`;
  },
};
