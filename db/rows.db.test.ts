import fc from "fast-check";
import { expect, test } from "vitest";
import { newUuid } from "./ids";
import { rowsOf } from "./rows";
import { testDatabase } from "./testing/database";

const everything = rowsOf({
  id: "uuid",
  count: "int",
  ratio: "real",
  at: "timestamptz",
  name: "text",
  bytes: "bytea",
  ids: "uuid[]",
  words: "text[]",
  maybe: "jsonb",
  document: "json",
  headers: "json not null",
  data: "jsonb not null",
});
const names = [
  "id",
  "count",
  "ratio",
  "at",
  "name",
  "bytes",
  "ids",
  "words",
  "maybe",
  "document",
  "headers",
  "data",
] as const;

const storable = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "")));

const pick = <T extends object>(from: T, keys: readonly (keyof T)[]) =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<T>;

test("whatever goes in as rows comes out of the table expression, nulls and quotes and all", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  const row = fc.record({
    id: nullable(fc.uuid()),
    count: nullable(fc.integer({ min: -1_000_000, max: 1_000_000 })),
    ratio: nullable(fc.integer({ min: 0, max: 1_000 }).map((value) => value / 4)),
    at: nullable(fc.date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })),
    name: nullable(storable),
    bytes: nullable(fc.uint8Array()),
    ids: nullable(fc.array(fc.uuid(), { maxLength: 3 })),
    words: nullable(fc.array(storable, { maxLength: 3 })),
    maybe: nullable(json.filter((value) => value !== null)),
    document: nullable(json.filter((value) => value !== null)),
    headers: fc.dictionary(fc.constantFrom("a", "b"), json),
    data: fc.dictionary(fc.constantFrom("a", "b"), json),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), fc.subarray([...names]), async (made, same) => {
      // Values that all rows have travel by themselves.
      const rows = made.map((one) => ({ ...one, ...pick(made[0] ?? one, same) }));
      const found = await sql`select * from ${everything(rows)} as r`;
      const expected = rows.map((one) => ({ ...one, bytes: one.bytes === null ? null : Buffer.from(one.bytes) }));
      expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(expected)));
    }),
    { numRuns: 150 },
  );
});

test("halves of characters and NULs in a document become the replacement character, and it can be taken apart", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  const broken = { note: "cut \ud83d", nul: "a\u0000b", whole: "\ud83d\ude00", path: "C:\\u0000\\ud83d" };
  const rows = [{ id: newUuid(), document: broken, maybe: broken, headers: broken, data: broken }];
  const wide = rowsOf({
    id: "uuid",
    document: "json",
    maybe: "jsonb",
    headers: "json not null",
    data: "jsonb not null",
  });
  const found = await sql`
    select document -> 'note' as note, maybe ->> 'nul' as nul, headers ->> 'whole' as whole, data ->> 'path' as path, headers
    from ${wide(rows)} as r`;
  const readable = { note: "cut \ufffd", nul: "a\ufffdb", whole: broken.whole, path: broken.path };
  expect(found).toEqual([{ ...readable, headers: readable }]);
});

test("what is no value of its column's kind is null", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  const rows = [
    { id: newUuid(), at: "yesterday", bytes: "text", ids: "none", words: 7 },
    { id: newUuid(), at: new Date(0), bytes: new Uint8Array([1]), ids: [], words: [""] },
  ];
  const kinds = rowsOf({ id: "uuid", at: "timestamptz", bytes: "bytea", ids: "uuid[]", words: "text[]" });
  const [first, second] = await sql`select at, bytes, ids, words from ${kinds(rows)} as r`;
  expect(first).toEqual({ at: null, bytes: null, ids: null, words: null });
  expect(second).toEqual({ at: new Date(0), bytes: Buffer.from([1]), ids: [], words: [""] });
});
