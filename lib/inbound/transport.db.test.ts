import net from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mounts, serveDoor } from "../testing/door-servers";
import { type Bench, openBench, rawExchange } from "./testing/bench";
import { subjects } from "./testing/subjects";

const everyDoor = subjects.flatMap((subject) => mounts.map((mount) => [subject.name, mount, subject] as const));

/** What arrives too large, in part, too slowly or without a type: rows 1, 2, 4 and 5 of the list of bad inputs. */
describe.each(everyDoor)("the %s door through its %s mount", (_name, mount, subject) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(subject, mount);
  });
  afterAll(() => bench.close());
  const head = (...lines: string[]) =>
    `${[`POST ${bench.path} HTTP/1.1`, "host: x", "content-type: application/json", ...lines].join("\r\n")}\r\n\r\n`;

  test("1: a body over the cap is refused before it is read", async () => {
    expect(await rawExchange(bench.server.url, head("content-length: 5000000"))).toMatch(/^HTTP\/1\.1 413 /);
    expect(await bench.newestRequest()).toMatchObject({ status: 413 });
  });

  test("2: a chunked body is counted, stopped at the cap and never half-processed", async () => {
    const email = bench.address("chunked");
    const chunk = `${(65_536).toString(16)}\r\n${" ".repeat(65_536)}\r\n`;
    const start = `{"email":"${email}",`;
    const answer = await rawExchange(
      bench.server.url,
      `${head("transfer-encoding: chunked")}${start.length.toString(16)}\r\n${start}\r\n${chunk.repeat(20)}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await bench.contactOf(email)).toBeUndefined();
  });

  test("2: a body that is cut off is never processed", async () => {
    const email = bench.address("cut");
    const body = `{"email":"${email}"}`;
    await new Promise<void>((resolve) => {
      const socket = net.connect(Number(new URL(bench.server.url).port), "127.0.0.1", () => {
        socket.end(head(`content-length: ${body.length + 10}`) + body);
      });
      socket.on("close", () => resolve());
      socket.resume();
    });
    await expect.poll(async () => (await bench.newestRequest())?.message, { timeout: 10_000 }).toMatch(/ended early/);
    expect(await bench.contactOf(email)).toBeUndefined();
  });

  test("4: headers or a body that do not come in time are answered 408, counted, and nothing is processed", async () => {
    const hasty = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 };
    const impatient = await serveDoor(bench.door, mount, bench.metrics, hasty);
    const email = bench.address("slow");
    const timeouts = async () =>
      (await bench.metrics.doorRequests.get()).values.find(({ labels }) => labels.status === 408)?.value ?? 0;
    const before = await timeouts();
    expect(await rawExchange(impatient.url, `POST ${bench.path} HTTP/1.1\r\nhost: x\r\n`)).toMatch(/^HTTP\/1\.1 408 /);
    const body = `{"email":"${email}"}`;
    const slow = head(`content-length: ${body.length + 1}`) + body;
    expect(await rawExchange(impatient.url, slow)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await timeouts()).toBe(before + 2);
    expect(await bench.contactOf(email)).toBeUndefined();
    await impatient.close();
  });

  test("5: a missing content type is refused with what to send", async () => {
    const request = `POST ${bench.path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`;
    const answer = await rawExchange(bench.server.url, request);
    expect(answer).toMatch(/^HTTP\/1\.1 415 .*Content-Type header is missing/s);
  });
});
