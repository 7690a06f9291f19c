import { expect, test } from "vitest";
import { newUuid } from "./ids";
import { testDatabase } from "./testing/database";
import { runTogether } from "./together";

test("writes run as one statement; one may read what an earlier one returned, and each says how many rows it got", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  await sql`create table if not exists together_test (name text primary key, origin text)`;
  const [first, second] = [newUuid(), newUuid()];
  const seen: number[] = [];
  await sql.begin((tx) =>
    runTogether(tx, [
      {
        name: "made",
        statement: tx`insert into together_test values (${first}, 'made'), (${second}, 'made') returning name`,
        check: (rows) => seen.push(rows),
      },
      { name: "copied", statement: tx`insert into together_test select name || ' again', 'copied' from made` },
    ]),
  );
  expect(seen).toEqual([2]);
  const rows = await sql`select origin, count(*)::int as rows from together_test group by origin order by origin`;
  expect(rows).toEqual([
    { origin: "copied", rows: 2 },
    { origin: "made", rows: 2 },
  ]);
});

test("a check that throws undoes them all", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  await sql`create table if not exists together_test (name text primary key, origin text)`;
  const name = newUuid();
  const writing = sql.begin((tx) =>
    runTogether(tx, [
      { name: "kept", statement: tx`insert into together_test values (${name}, 'kept')` },
      {
        name: "lost",
        statement: tx`insert into together_test values (${newUuid()}, 'lost') returning 1`,
        check: (rows) => {
          if (rows < 2) throw new Error("somebody was first");
        },
      },
    ]),
  );
  await expect(writing).rejects.toThrow("somebody was first");
  expect(await sql`select from together_test where name = ${name}`).toHaveLength(0);
});
