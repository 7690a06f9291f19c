import { expect, test } from "vitest";
import { newUuid } from "./ids";
import { testDatabase } from "./testing/database";
import { runTogether } from "./together";

test("writes run as one statement, and one may read what an earlier one returned", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  await sql`create table if not exists together_test (name text primary key, origin text)`;
  const [first, second] = [newUuid(), newUuid()];
  await sql.begin((tx) =>
    runTogether(tx, [
      {
        name: "made",
        statement: tx`insert into together_test values (${first}, 'made'), (${second}, 'made') returning name`,
        rows: 2,
      },
      { name: "copied", statement: tx`insert into together_test select name || ' again', 'copied' from made` },
    ]),
  );
  const rows = await sql`select origin, count(*)::int as rows from together_test group by origin order by origin`;
  expect(rows).toEqual([
    { origin: "copied", rows: 2 },
    { origin: "made", rows: 2 },
  ]);
});

test("rows that are missing undo them all, without a transaction too", async () => {
  const { database } = await testDatabase();
  const { sql } = database;
  await sql`create table if not exists together_test (name text primary key, origin text)`;
  const name = newUuid();
  const writing = runTogether(sql, [
    { name: "kept", statement: sql`insert into together_test values (${name}, 'kept')` },
    {
      name: "lost",
      statement: sql`insert into together_test values (${newUuid()}, 'lost') returning 1`,
      rows: 2,
    },
  ]);
  await expect(writing).rejects.toMatchObject({ code: "40001" });
  expect(await sql`select from together_test where name = ${name}`).toHaveLength(0);
});
