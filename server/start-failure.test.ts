import { once } from "node:events";
import { createServer } from "node:net";
import postgres from "postgres";
import { expect, test } from "vitest";
import { whyNotListening, whyNotStarted } from "./start-failure";

/** What listening there ends with. */
async function listenFailure(host: string, port: number): Promise<Error> {
  const server = createServer().listen(port, host);
  const [error] = await Promise.race([once(server, "error"), once(server, "listening").then(() => [null])]).catch(
    (caught: unknown) => [caught],
  );
  server.close();
  if (!(error instanceof Error)) throw new Error(`${host}:${port} could be listened to`);
  return error;
}

/** What a first statement ends with. */
const databaseFailure = (url: string): Promise<unknown> => {
  const sql = postgres(url, { max: 1, connect_timeout: 5 });
  return sql`select 1`.catch((error: unknown) => error).finally(() => sql.end());
};

test("a port that another program has, and a host that is not this machine's, are named", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(whyNotListening({ host: "127.0.0.1", port }, await listenFailure("127.0.0.1", port))).toBe(
    `port ${port} is in use. Stop the other program or set PORT to another one.`,
  );
  taken.close();
  for (const host of ["192.0.2.1", "no-such-host.invalid"])
    expect(whyNotListening({ host, port: 0 }, await listenFailure(host, 0))).toBe(
      `${host} is no address of this machine. Set HOST to one, or to 0.0.0.0 for all of them.`,
    );
});

test("a database that is not there is told from one that refuses", async () => {
  expect(whyNotStarted(await databaseFailure("postgres://a:b@127.0.0.1:1/c"))).toBe(
    "the database of DATABASE_URL can't be reached (ECONNREFUSED). Check host, port and that it runs.",
  );
  expect(whyNotStarted(new Error("The settings are wrong."))).toBe("The settings are wrong.");
});
