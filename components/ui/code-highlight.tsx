import { Fragment, type ReactNode } from "react";

export type CodeLanguage = "json" | "bash" | "javascript" | "php" | "python" | "go" | "html" | "http" | "text";

type Rule = [kind: keyof typeof looks, pattern: string];

const looks = {
  comment: "text-muted-foreground italic",
  string: "text-success-foreground",
  number: "text-warning-foreground",
  keyword: "text-info-foreground",
  name: "text-foreground",
};

const quoted = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const digits = String.raw`\b\d+(?:\.\d+)?\b`;
const words = (list: string) => String.raw`\b(?:${list})\b`;

const rules: Record<CodeLanguage, Rule[]> = {
  text: [],
  json: [
    ["name", String.raw`"(?:[^"\\\n]|\\.)*"(?=\s*:)`],
    ["string", String.raw`"(?:[^"\\\n]|\\.)*"`],
    ["number", `-?${digits}`],
    ["keyword", words("true|false|null")],
  ],
  bash: [
    ["comment", String.raw`(?<=^|\s)#[^\n]*`],
    ["string", String.raw`"(?:[^"\\]|\\.)*"|'[^']*'`],
    ["keyword", String.raw`(?<=^|\n)\s*(?:curl|npm|npx|node|openssl|export|echo)\b|(?<=\s)-{1,2}[a-zA-Z][\w-]*`],
  ],
  javascript: [
    ["comment", String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`],
    ["string", String.raw`${quoted}|${"`"}(?:[^${"`"}\\]|\\.)*${"`"}`],
    [
      "keyword",
      words("import|from|export|const|let|return|await|async|function|new|if|else|throw|true|false|null|undefined"),
    ],
    ["number", digits],
  ],
  php: [
    ["comment", String.raw`\/\/[^\n]*|(?<=\s)#[^\n]*`],
    ["string", quoted],
    ["keyword", String.raw`<\?php|${words("echo|return|new|function|if|else|throw|use|true|false|null|array")}`],
    ["number", digits],
  ],
  python: [
    ["comment", String.raw`#[^\n]*`],
    ["string", quoted],
    ["keyword", words("import|from|def|return|if|else|raise|with|as|for|in|not|True|False|None")],
    ["number", digits],
  ],
  go: [
    ["comment", String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`],
    ["string", String.raw`"(?:[^"\\\n]|\\.)*"|${"`"}[^${"`"}]*${"`"}`],
    ["keyword", words("package|import|func|return|if|else|for|range|var|const|type|struct|defer|true|false|nil")],
    ["number", digits],
  ],
  html: [
    ["comment", String.raw`<!--[\s\S]*?-->`],
    // Liquid's placeholders and tags.
    ["number", String.raw`\{\{[^\n]*?\}\}|\{%[^\n]*?%\}`],
    ["string", quoted],
    ["keyword", String.raw`<\/?[a-zA-Z][\w-]*|\/?>`],
  ],
  http: [
    ["keyword", String.raw`(?<=^)(?:GET|POST|PUT|PATCH|DELETE|HTTP\/[\d.]+)`],
    ["name", String.raw`(?<=\n)[\w-]+(?=:)`],
    ["number", String.raw`(?<=^HTTP\/[\d.]+ )\d{3}`],
  ],
};

const compiled = new Map<CodeLanguage, RegExp>();

function pattern(language: CodeLanguage) {
  const known = compiled.get(language);
  if (known) return known;
  const made = new RegExp(rules[language].map(([, source]) => `(${source})`).join("|"), "g");
  compiled.set(language, made);
  return made;
}

/** Beyond this many characters colours cost more than they tell. */
const highlightCharsMax = 40_000;

/** Coloured tokens of a snippet: enough to read it well, no grammar. */
export function highlight(code: string, language: CodeLanguage): ReactNode {
  if (rules[language].length === 0 || code.length > highlightCharsMax) return code;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern(language))) {
    const kind = rules[language][match.slice(1).findIndex((group) => group !== undefined)]?.[0];
    if (!kind || !match[0]) continue;
    parts.push(<Fragment key={`t${end}`}>{code.slice(end, match.index)}</Fragment>);
    parts.push(
      <span key={match.index} className={looks[kind]}>
        {match[0]}
      </span>,
    );
    end = match.index + match[0].length;
  }
  parts.push(<Fragment key="rest">{code.slice(end)}</Fragment>);
  return parts;
}
