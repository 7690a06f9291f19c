import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** From bottom to top. A part may import parts of lower rungs and itself; parts on one rung do not know each other. */
const ladder: string[][] = [
  ["outbound"],
  ["base"],
  ["mail"],
  ["auth", "mapping"],
  ["workspaces"],
  ["events", "jobs"],
  ["audiences"],
  ["contacts"],
  ["variables"],
  ["inbound", "opt-in", "mailbox", "segments", "tracking", "imports"],
  ["webhooks"],
  ["deliveries"],
  ["campaigns"],
  ["journeys"],
  ["background"],
  ["runtime"],
  ["api"],
];

/** What each top-level folder may import of ours. */
const allowed: Record<string, string[]> = {
  db: ["db"],
  lib: ["lib", "db"],
  components: ["components", "lib"],
  inngest: ["inngest", "lib", "db"],
  app: ["app", "components", "inngest", "lib"],
  "server.ts": ["server", "inngest", "lib", "db"],
  server: ["server", "lib"],
  "instrumentation.ts": ["inngest", "lib"],
};

/** Browser bundles must not reach these from `components/`. */
const serverOnly = /^(node:|postgres$|drizzle-orm|nodemailer|pino|better-auth$|undici|prom-client|@fastify\/busboy)/;

interface Source {
  file: string;
  /** Repository paths of what it imports of ours, and bare names of packages. `type` imports cost nothing at run time. */
  imports: { target: string; typeOnly: boolean }[];
}

const root = path.resolve(import.meta.dirname, "..");
const sources = Object.keys(allowed).flatMap(readTree);

function readTree(entry: string): Source[] {
  if (entry.endsWith(".ts")) return [readSource(entry)];
  return readdirSync(path.join(root, entry), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(entry, name.replaceAll(path.sep, "/")))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("/testing/"))
    .map(readSource);
}

function readSource(file: string): Source {
  const text = readFileSync(path.join(root, file), "utf8");
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gm),
    ...text.matchAll(/(?:^import|\bimport\()()\s*"([^"]+)"/gm),
  ];
  return {
    file,
    imports: found.map(([, type, specifier = ""]) => ({
      target: resolve(file, specifier),
      typeOnly: type !== undefined && type !== "",
    })),
  };
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier);
  return specifier;
}

const isOurs = (target: string) => /^(app|components|lib|db|inngest|server|e2e)\//.test(target);

function partOf(file: string): string {
  const [, part = "", ...rest] = file.split("/");
  if (rest.length > 0) return part === "http" ? "base" : part;
  return part.replace(/\.ts$/, "") === "runtime" ? "runtime" : "base";
}

const rungOf = (part: string) => ladder.findIndex((rung) => rung.includes(part));

describe("the house", () => {
  test("every part of lib stands on the ladder", () => {
    const parts = new Set(sources.filter(({ file }) => file.startsWith("lib/")).map(({ file }) => partOf(file)));
    expect([...parts].filter((part) => rungOf(part) < 0)).toEqual([]);
  });

  test("folders import only what they may", () => {
    const wrong = sources.flatMap(({ file, imports }) => {
      const from = file.split("/")[0] ?? "";
      return imports
        .filter(({ target }) => isOurs(target) && !(allowed[from] ?? []).includes(target.split("/")[0] ?? ""))
        .filter(({ target }) => !(from === "components" && target.startsWith("db/enums")))
        .map(({ target }) => `${file} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test("inside lib, imports go down the ladder", () => {
    const wrong = sources
      .filter(({ file }) => file.startsWith("lib/"))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => target.startsWith("lib/"))
          .filter(({ target }) => {
            const [from, to] = [partOf(file), partOf(target)];
            return from !== to && rungOf(to) >= rungOf(from);
          })
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("no file imports itself through others", () => {
    const byFile = new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ""), source]));
    const open = new Set<string>();
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (done.has(file)) return;
      if (open.has(file)) {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
        return;
      }
      open.add(file);
      for (const { target, typeOnly } of byFile.get(file)?.imports ?? [])
        if (!typeOnly && byFile.has(target)) visit(target, [...trail, file]);
      open.delete(file);
      done.add(file);
    };
    for (const file of byFile.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });

  test("what components import can run in a browser", () => {
    const byFile = new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ""), source]));
    const wrong: string[] = [];
    const seen = new Set<string>();
    const visit = (file: string, trail: string[]) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { target, typeOnly } of byFile.get(file)?.imports ?? []) {
        if (typeOnly) continue;
        if (serverOnly.test(target)) wrong.push([...trail, file, target].join(" → "));
        else if (byFile.has(target)) visit(target, [...trail, file]);
      }
    };
    for (const file of byFile.keys()) if (file.startsWith("components/")) visit(file, []);
    expect(wrong).toEqual([]);
  });
});
