import { describe, expect, test } from "vitest";
import { createBatcher } from "../../batcher";
import { createDoor, type DoorRequest } from "../door";
import { interpret } from "../interpret-audience";
import { doorLimits } from "../limits";
import { parseBody, refuseMedia } from "../parse-body";
import { receive } from "../receive";
import { noSuchHook } from "../refusal";
import { refusals } from "./answers";

const saidAt = (status: number) => refusals.find((fact) => fact.status === status)?.says ?? [];
const config = {
  ...{ id: "", workspaceId: "", name: "", doubleOptIn: false, version: 1 },
  ...{ fields: [], fieldByMatchKey: new Map(), fieldByKey: new Map(), groups: new Map() },
};
const request = (method: string, headers: Record<string, string>): DoorRequest => ({
  method,
  path: "/v1/audience-webhooks/secret/2",
  ip: null,
  header: (name) => headers[name],
  headers: () => Object.entries(headers),
  body: async () => new Uint8Array(),
});

describe("the words in the error table are the door's own", () => {
  test("400", async () => {
    const messageOf = async (text: string) => {
      const body = await parseBody("application/json", Buffer.from(text));
      return body.ok ? interpret(body.entries, config).issues[0]?.message : body.refusal.message;
    };
    expect(await Promise.all(["{}", "", '{"email": "x'].map(messageOf))).toEqual([
      saidAt(400)[0],
      saidAt(400)[1],
      saidAt(400)[2]?.replace("12", "10"),
    ]);
  });

  test("404", () => expect(saidAt(404)).toEqual([noSuchHook]));

  test("405", async () => {
    const unused = {} as Parameters<typeof createDoor>[0];
    const count = { inc: () => {}, observe: () => {} };
    const metrics = { doorRequests: count, doorSeconds: count, doorBatchSize: count } as unknown as Parameters<
      typeof createDoor
    >[1];
    const reply = await createDoor(unused, metrics).answer(request("GET", {}));
    expect([reply.status, JSON.parse(reply.body).message]).toEqual([405, saidAt(405)[0]]);
  });

  test("413", async () => {
    const headers = { "content-type": "application/json", "content-length": String(doorLimits.bodyBytesMax + 1) };
    const about = { origin: "door" as const, at: new Date(0), startedMs: 0 };
    const { content } = await receive(request("POST", headers), { hookId: "" }, "2", about);
    expect(content).toMatchObject({ ok: false, refusal: { status: 413, message: saidAt(413)[0] } });
  });

  test("415", () => expect(refuseMedia("text/csv", undefined)).toEqual({ status: 415, message: saidAt(415)[0] }));

  test("503", async () => {
    const full = createBatcher({
      run: async () => [],
      batchMax: 1,
      queueMax: 0,
      lanes: 1,
      bytesOf: () => 1,
      batchBytesMax: 1_000,
      queueBytesMax: 1_000,
      isOutage: () => false,
    });
    await expect(full.submit(1)).rejects.toMatchObject({ status: 503, message: saidAt(503)[0] });
  });
});
