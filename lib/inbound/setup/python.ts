import { contentTypes, type ExampleValue } from "./example-body";
import { type SampleLanguage, type SampleRequest, valuesOf } from "./sample";

/** Every escape that JSON writes means the same in a Python string. */
const quote = (text: string): string => JSON.stringify(text);

function literal(value: ExampleValue): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  const entries = Object.entries(value).map(([key, each]) => `${quote(key)}: ${literal(each)}`);
  return `{${entries.join(", ")}}`;
}

/** The module that encodes the values, and the arguments of the request. */
function transport({ url, format }: SampleRequest): { module: string; lines: string[] } {
  if (format === "query")
    return { module: "urllib.parse", lines: [`${quote(`${url}?`)} + urllib.parse.urlencode(contact)`] };
  const [module, encoded] =
    format === "json"
      ? ["json", "json.dumps(contact).encode()"]
      : ["urllib.parse", "urllib.parse.urlencode(contact).encode()"];
  const headers = `headers={"Content-Type": ${quote(contentTypes[format])}}`;
  return { module, lines: [quote(url), `data=${encoded}`, headers, 'method="POST"'] };
}

export const python: SampleLanguage = {
  label: "Python",
  highlight: "python",
  write: (request) => {
    const values = Object.entries(valuesOf(request)).map(([key, value]) => `    ${quote(key)}: ${literal(value)},`);
    const { module, lines } = transport(request);
    const imports = ["urllib.error", "urllib.request", module].sort().map((name) => `import ${name}`);
    return `${imports.join("\n")}

contact = {
${values.join("\n")}
}
request = urllib.request.Request(
${lines.map((line) => `    ${line},`).join("\n")}
)
try:
    with urllib.request.urlopen(request, timeout=30) as response:
        print(response.status, response.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`;
  },
};
