import { z } from "zod";
import { addressOf, type Contract } from "../http/contract";
import { contractGroups } from "./contracts";

/** One operation as the reference page shows it. */
export interface ReferenceEntry {
  id: string;
  method: string;
  path: string;
  summary: string;
  fields: { name: string; where: "path" | "query" | "body"; type: string; required: boolean }[];
  curl: string;
}

/** The whole reference, made from the contracts. */
export const reference = (publicUrl: string): { heading: string; entries: ReferenceEntry[] }[] =>
  contractGroups.map(({ heading, contracts }) => ({
    heading,
    entries: contracts.map((contract) => entryOf(contract, publicUrl)),
  }));

function entryOf(contract: Contract, publicUrl: string): ReferenceEntry {
  const path = addressOf(contract);
  const fields = [
    ...(contract.base === undefined
      ? [{ name: "workspace", where: "path" as const, type: "string", required: true }]
      : []),
    ...fieldsOf(contract.params, "path"),
    ...fieldsOf(contract.query, "query"),
    ...fieldsOf(contract.body, "body"),
  ];
  return {
    id: `${contract.method}${contract.path}`.toLowerCase().replace(/[^a-z]+/g, "-"),
    method: contract.method,
    path,
    summary:
      contract.listMax === undefined
        ? contract.summary
        : `${contract.summary} (one, or a list of up to ${contract.listMax})`,
    fields,
    curl: curlOf(contract, `${publicUrl}${path}`, fields),
  };
}

function fieldsOf(schema: z.ZodObject, where: ReferenceEntry["fields"][number]["where"]): ReferenceEntry["fields"] {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    where,
    type: typeName(property),
    required: (json.required ?? []).includes(name),
  }));
}

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  const?: unknown;
}

/** A type in words: `string`, `list of string`, `admin | viewer`. */
function typeName(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeName))].join(" | ");
  if (schema.type === "array") return `list of ${typeName(schema.items ?? {})}`;
  return schema.type ?? "any";
}

function curlOf(contract: Contract, url: string, fields: ReferenceEntry["fields"]): string {
  const body = fields.filter((field) => field.where === "body" && field.required);
  const lines = [
    `curl ${contract.method === "GET" ? "" : `-X ${contract.method} `}${url.replace(/\{/g, "$").replace(/\}/g, "")}`,
    `-H "Authorization: Bearer $TIDEGATE_API_KEY"`,
  ];
  if (Object.keys(contract.body.shape).length > 0) {
    const example = Object.fromEntries(body.map((field) => [field.name, `<${field.type}>`]));
    lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example)}'`);
  }
  if (contract.rawBody !== undefined) lines.push(`-H "Content-Type: ${contract.rawBody}"`, "--data-binary @file.csv");
  if (contract.rawAnswer !== undefined) lines.push("-o file.csv");
  return lines.join(" \\\n  ");
}
