import { contentTypes } from "./example-body";
import { type SampleLanguage, valuesOf } from "./sample";

/** Every escape that JSON writes means the same in a Python string. */
const quote = (text: string): string => JSON.stringify(text);

function literal(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? quote(value) : String(value);
}

export const python: SampleLanguage = {
  label: "Python",
  highlight: "python",
  write: (request) => {
    const lines = Object.entries(valuesOf(request)).map(([key, value]) => `    ${quote(key)}: ${literal(value)},`);
    const [module, encoded] =
      request.format === "json"
        ? ["json", "json.dumps(contact).encode()"]
        : ["urllib.parse", "urllib.parse.urlencode(contact).encode()"];
    const imports = ["urllib.error", "urllib.request", module].sort().map((name) => `import ${name}`);
    return `${imports.join("\n")}

contact = {
${lines.join("\n")}
}
request = urllib.request.Request(
    ${quote(request.url)},
    data=${encoded},
    headers={"Content-Type": ${quote(contentTypes[request.format])}},
    method="POST",
)
try:
    with urllib.request.urlopen(request, timeout=30) as response:
        print(response.status, response.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`;
  },
};
