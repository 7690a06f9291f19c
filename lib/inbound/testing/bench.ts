import net from "node:net";
import { expect } from "vitest";
import { listContacts } from "../../contacts/list";
import type { WorkspaceCtx } from "../../context";
import { createMetrics } from "../../metrics";
import { testAudience } from "../../testing/audience";
import { testCtx, testWorkspace } from "../../testing/context";
import { type Mount, serveDoor } from "../../testing/door-servers";
import { createDoor } from "../door";
import { getRequest } from "../get-request";
import { listAudienceRequests } from "../list-requests";
import type { Subject } from "./subjects";

/** A door of one kind behind one mount, with everything that its tests ask. */
export type Bench = Awaited<ReturnType<typeof openBench>>;

export async function openBench(subject: Subject, mount: Mount) {
  const ctx: WorkspaceCtx = await testWorkspace(await testCtx());
  const audience = await testAudience(ctx, {
    fields: [
      { key: "age", label: "Age", type: "number" },
      { key: "notes", label: "Notes" },
    ],
  });
  const path = await subject.open(ctx, audience.id);
  const metrics = createMetrics();
  const door = createDoor(ctx, metrics);
  const server = await serveDoor(door, mount, metrics);
  let counter = 0;

  async function send(
    body: BodyInit | undefined,
    headers: Record<string, string> = {},
    at = path,
    method = body === undefined ? "GET" : "POST",
  ) {
    const response = await fetch(server.url + at, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === "" ? undefined : JSON.parse(text) };
  }
  const raw = (bytes: Uint8Array | string, type = "application/json") =>
    send(typeof bytes === "string" ? bytes : Buffer.from(bytes), { "content-type": type });
  async function newestRequest() {
    const { items } = await listAudienceRequests(ctx, { audienceId: audience.id, limit: 1 });
    return items[0];
  }

  return {
    subject,
    mount,
    ctx,
    audience,
    path,
    metrics,
    door,
    server,
    send,
    raw,
    newestRequest,
    /** An address that no other test has. */
    address: (word: string) => `${word}-${mount}-${++counter}@example.com`,
    json: (value: unknown, headers: Record<string, string> = {}) =>
      send(JSON.stringify(value), { "content-type": "application/json", ...headers }),
    form: (body: string) => raw(body, "application/x-www-form-urlencoded"),
    query: (query: string) => send(undefined, {}, `${path}?${query}`),
    contactOf: async (email: string) =>
      (await listContacts(ctx, { audienceId: audience.id, email, limit: 5 })).items[0],
    newestDetail: async () => getRequest(ctx, { requestId: (await newestRequest())?.id ?? "" }),
    /** A refusal: the stated status, one sentence, nothing written but the ledger row. */
    expectRefused: async (attempt: () => ReturnType<typeof send>, status: number, words: RegExp) => {
      const before = await newestRequest();
      const reply = await attempt();
      expect(reply.json).toMatchObject({ success: false });
      expect(reply.json.message).toMatch(words);
      expect(reply.status).toBe(status);
      const row = await newestRequest();
      expect(row?.id).not.toBe(before?.id);
      expect(row).toMatchObject({ status, message: reply.json.message });
    },
    close: async () => {
      await server.close();
      await door.close();
    },
  };
}

/** Sends bytes as they are and answers what comes back until the peer closes. */
export function rawExchange(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      answer += chunk.toString("utf8");
      if (/\r\n\r\n.*\}$/s.test(answer)) socket.destroy();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", (error) => (answer === "" ? reject(error) : resolve(answer)));
  });
}
