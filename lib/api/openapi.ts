import { z } from "zod";
import { errorStatus } from "../errors";
import { addressOf, type Contract } from "../http/contract";
import { contractGroups } from "./contracts";

type Json = Record<string, unknown>;

/** A zod schema as JSON Schema; `io` says whether a caller writes or reads it. */
const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
};

const parametersOf = (schema: z.ZodObject, where: "path" | "query"): Json[] => {
  const json = schemaOf(schema, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || (json.required ?? []).includes(name),
    schema: property,
  }));
};

const workspaceParameter = {
  name: "workspace",
  in: "path",
  required: true,
  schema: { type: "string" },
  description: "The workspace's short name, as in the addresses of its pages.",
};

const failure = {
  description: "What went wrong, in one sentence.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
};

function bodySchemaOf({ body, listMax }: Contract): Json {
  const one = schemaOf(body, "input");
  return listMax === undefined ? one : { anyOf: [one, { type: "array", items: one, minItems: 1, maxItems: listMax }] };
}

function operationOf(heading: string, contract: Contract): Json {
  const hasBody = Object.keys(contract.body.shape).length > 0;
  const answer =
    contract.status === 204
      ? { description: "Done." }
      : {
          description: "Success.",
          content: { [contract.rawAnswer ?? "application/json"]: { schema: schemaOf(contract.answer, "output") } },
        };
  return {
    tags: [heading],
    summary: contract.summary,
    parameters: [
      ...(contract.base === undefined ? [workspaceParameter] : []),
      ...parametersOf(contract.params, "path"),
      ...parametersOf(contract.query, "query"),
    ],
    ...(contract.rawBody === undefined
      ? {}
      : { requestBody: { required: true, content: { [contract.rawBody]: { schema: { type: "string" } } } } }),
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: bodySchemaOf(contract) } },
          },
        }
      : {}),
    responses: { [contract.status]: answer, default: failure },
  };
}

/** The admin API as an OpenAPI 3.1 document, made from the contracts that the routes themselves read. */
export function openApi(publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const { heading, contracts } of contractGroups)
    for (const contract of contracts) {
      const path = addressOf(contract);
      paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(heading, contract) };
    }
  return {
    openapi: "3.1.0",
    info: { title: "Tidegate", version: "1", description: "The admin API of a workspace: everything its pages do." },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }],
    tags: contractGroups.map(({ heading }) => ({ name: heading })),
    paths,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key of the workspace." } },
      schemas: {
        Failure: {
          type: "object",
          required: ["error"],
          properties: {
            error: {
              type: "object",
              required: ["code", "message", "requestId"],
              properties: {
                code: { enum: Object.keys(errorStatus) },
                message: { type: "string" },
                issues: {
                  type: "array",
                  items: {
                    type: "object",
                    properties: { path: { type: "string" }, message: { type: "string" } },
                  },
                },
                requestId: { type: "string" },
              },
            },
          },
        },
      },
    },
  };
}
