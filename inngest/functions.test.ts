import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { backgroundFunctions } from "@/lib/background/functions";
import { createLog } from "@/lib/log";
import { createClient } from "./client";
import { createFunctions } from "./functions";

const log = createLog("silent");
const client = createClient({ isDev: true }, log);
const runner = (names: string[]) => ({
  functions: backgroundFunctions(null).map((one, index) => ({ ...one, name: names[index] ?? one.name })),
  run: async () => ({ steps: 0, again: false, nextDueAt: null }),
});

test("every background function has an Inngest function whose id is its file's name", () => {
  const ids = createFunctions(client, runner([])).map((fn) => fn.id());
  const files = readdirSync(path.join(import.meta.dirname, "functions")).map((file) => file.replace(/\.ts$/, ""));
  expect([...ids].sort()).toEqual(files.filter((file) => file !== "drain").sort());
  expect(ids).toEqual(backgroundFunctions(null).map(({ name }) => name));
});

test("a background function without one stops the start", () => {
  expect(() => createFunctions(client, runner(["forgotten"]))).toThrow(
    "The background function forgotten has no file in inngest/functions.",
  );
});
