import { expect, test } from "vitest";
import { connect, isTransaction } from "./client";
import { fragment } from "./fragment";
import { testDatabase } from "./testing/database";

async function writes() {
  const { database } = await testDatabase();
  return database.writes;
}

test("statements and their pieces bring rows, and are no promises", async () => {
  const sql = await writes();
  const one = fragment`${1}::int as one`;
  const statement = sql`select ${one}, ${sql`${"two"}::text as two`}`;
  expect(Object.prototype.toString.call(await statement)).toBe("[object Array]");
  expect([...(await statement)]).toEqual([{ one: 1, two: "two" }]);
  expect(() => Promise.prototype.then.call(statement, null)).toThrow(TypeError);
  expect(await sql`select 1 as value`.values()).toEqual([[1]]);
  expect(await sql`select x from unnest(${[1, 2]}::int[]) ${sql("x")}`).toHaveLength(2);
});

test("a statement is sent once, when somebody waits for it", async () => {
  const sql = await writes();
  await sql`create table if not exists statement_test (origin text)`;
  const statement = sql`insert into statement_test values ('once') returning origin`;
  expect(await sql`select from statement_test where origin = 'once'`).toHaveLength(0);
  await Promise.all([statement, statement.execute(), statement]);
  expect(await sql`select from statement_test where origin = 'once'`).toHaveLength(1);
});

test("an error says what the server says, and where the statement stands", async () => {
  const sql = await writes();
  const failing = sql`select 1 / ${0}::int`;
  const error = await failing.catch((reason: Error & { code?: string }) => reason);
  expect(error).toMatchObject({ code: "22012", message: "division by zero" });
  expect((error as Error).stack).toContain("statement.db.test.ts");
  await expect(sql`select ${undefined as never}::int`).rejects.toMatchObject({ code: "UNDEFINED_VALUE" });
  // The connection is as good as new.
  expect(await sql`select 1 as one`).toHaveLength(1);
});

test("a transaction's statements are the same, and roll back", async () => {
  const sql = await writes();
  await sql`create table if not exists statement_test (origin text)`;
  const failing = sql.begin(async (tx) => {
    expect(isTransaction(tx)).toBe(true);
    expect(() => Promise.prototype.then.call(tx`select 1`, null)).toThrow(TypeError);
    await Promise.all([tx`insert into statement_test values ('undone')`, tx`select 1`]);
    await tx`select 1 / 0`;
  });
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  // A statement whose error nobody looks at fails the transaction all the same.
  const careless = sql.begin(async (tx) => {
    await tx`insert into statement_test values ('undone')`;
    await tx`select 1 / 0`.catch(() => {});
  });
  await expect(careless).rejects.toMatchObject({ code: "22012" });
  const kept = await sql.begin((tx) => tx.savepoint((inner) => inner`select 'kept' as what`));
  expect([...kept]).toEqual([{ what: "kept" }]);
  expect(await sql`select from statement_test where origin = 'undone'`).toHaveLength(0);
});

test("more statements than connections wait their turn", async () => {
  const sql = await writes();
  const rows = await Promise.all(Array.from({ length: 50 }, (_, turn) => sql`select ${turn}::int as turn`));
  expect(rows.map(([row]) => row?.turn)).toEqual(Array.from({ length: 50 }, (_, turn) => turn));
});

test("a closed pool and a database that is away refuse", async () => {
  const { url } = await testDatabase();
  const closed = connect(url);
  await closed.close();
  await expect(closed.writes`select 1`).rejects.toMatchObject({ code: "CONNECTION_ENDED" });
  const away = connect("postgres://nobody@127.0.0.1:1/nothing");
  await expect(away.writes`select 1`).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await away.close();
});
