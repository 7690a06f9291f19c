import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addressOf } from "../http/contract";
import { contractGroups } from "./contracts";
import { openApi } from "./openapi";

const contracts = contractGroups.flatMap((group) => group.contracts);

test.each(contracts.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))(
  "%s has a route that answers it",
  (_, contract) => {
    const file = `app${addressOf(contract).replace(/\{(\w+)\}/g, "[$1]")}/route.ts`;
    expect(existsSync(file), file).toBe(true);
    expect(readFileSync(file, "utf8")).toMatch(
      new RegExp(`export const ${contract.method} = ((r|uploadR|downloadR)oute\\(|\\w+Route;)`),
    );
  },
);

test("no two operations share a method and path, and none uses a name twice", () => {
  const names = contracts.map((contract) => `${contract.method} ${contract.path}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { params, query, body, path } of contracts) {
    const keys = [params, query, body].flatMap((schema) => Object.keys(schema.shape));
    expect(new Set(keys).size, path).toBe(keys.length);
    expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()).toEqual(Object.keys(params.shape).sort());
  }
});

test("the document describes every operation with its body and answer", () => {
  const document = openApi("https://tidegate.example.com") as {
    paths: Record<string, Record<string, { summary: string }>>;
  };
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(described).toHaveLength(contracts.length);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test("files are described by their media types", () => {
  const { paths } = openApi("https://tidegate.example.com") as { paths: Record<string, unknown> };
  const audience = "/api/v1/workspaces/{workspace}/audiences/{audienceId}";
  expect(paths[`${audience}/imports`]).toMatchObject({
    post: { requestBody: { content: { "text/csv": {} } }, responses: { 201: { content: { "application/json": {} } } } },
  });
  expect(paths[`${audience}/contacts/export.csv`]).toMatchObject({
    get: { responses: { 200: { content: { "text/csv": {} } } } },
  });
});
