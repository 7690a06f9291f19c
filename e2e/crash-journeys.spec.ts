import { listContactsContract } from "@/lib/contacts/contract";
import { pathOf } from "@/lib/http/client";
import { getImportContract, startImportContract, uploadImportContract } from "@/lib/imports/contract";
import {
  countBlocksContract,
  createJourneyContract,
  getJourneyContract,
  publishJourneyContract,
} from "@/lib/journeys/contract";
import type { Graph } from "@/lib/journeys/graph/graph";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { createApi, expect, owner, seedAudience, send, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";

const people = 2_000;
const addresses = Array.from({ length: people }, (_, index) => `traveller-${index}@example.com`);
const eventsPerRequest = 1_000;

test("kill -9 while thousands of runs move: after the restart nobody is lost, and no block has done anything twice", async ({
  launch,
  receiver,
}) => {
  // The app starts three times, and what it was working on is left alone until its leases end.
  test.setTimeout(400_000);
  const app = await launch({});
  const api = createApi(app.url, owner.apiKey);
  const audience = await seedAudience(api, { fields: [{ key: "visits", label: "Visits", type: "number" }] });
  await importAll(app.url, api, audience.id);
  const target = await receiver();
  const graph = wayTo(`${target.url}/in`);
  const { id: journeyId } = await api.call(createJourneyContract, {
    name: unique("Crash"),
    audienceId: audience.id,
    graph,
  });
  await api.call(publishJourneyContract, { journeyId, runs: "finish" });
  await setOff(app.url);

  // Once while most of them still come in or stand before a block, once while most requests are on their way.
  for (const arrived of [100, people / 2]) {
    await target.received(arrived);
    await app.kill();
    expect(new Set(target.requests.map(({ headers }) => headers["webhook-id"])).size).toBeLessThan(people);
    await app.start();
  }
  const totals = async () => (await api.call(getJourneyContract, { journeyId })).totals;
  await expect.poll(async () => (await totals()).completed, { timeout: 200_000, intervals: [500] }).toBe(people);

  await test.step("every run came to its end, through every block once", async () => {
    expect(await totals()).toEqual({ entered: people, active: 0, completed: people, failed: 0 });
    const { blocks } = await api.call(countBlocksContract, { journeyId });
    const once = { entered: people, waiting: 0, done: people, failed: 0 };
    expect(blocks).toEqual(Object.fromEntries(graph.nodes.map(({ id }) => [id, once])));
  });
  await test.step("every contact was changed once: a second time would count further", async () => {
    const contacts = await everyPage((cursor) =>
      api.call(listContactsContract, { audienceId: audience.id, limit: 500, cursor }),
    );
    expect(contacts.map(({ email }) => email).sort()).toEqual(addresses.toSorted());
    expect(contacts.filter(({ fields }) => fields.visits !== 1)).toEqual([]);
  });
  await test.step("everybody has one mail", async () => {
    const mails = await everyPage((cursor) => api.call(listMailboxContract, { limit: 500, cursor }));
    const readers = mails.filter(({ kind }) => kind === "journey").map(({ to }) => to);
    expect(readers.sort()).toEqual(addresses.toSorted());
  });
  await test.step("every request has arrived under its own id, with its own bytes", async () => {
    const bodiesById = new Map<string, Set<string>>();
    for (const { headers, body } of target.requests) {
      const id = String(headers["webhook-id"]);
      bodiesById.set(id, (bodiesById.get(id) ?? new Set()).add(body));
    }
    expect([...bodiesById.values()].filter(({ size }) => size > 1)).toEqual([]);
    const told = [...bodiesById.values()].map(([body = "{}"]) => String(JSON.parse(body).data.contact.email));
    expect(told.sort()).toEqual(addresses.toSorted());
  });
});

/** Trigger, condition, a change that counts how often it is made, a mail, a request whose answer is awaited, exit. */
const wayTo = (url: string): Graph => ({
  nodes: [
    { id: "start", type: "trigger", config: { on: "event", event: "trip.booked", reentry: { mode: "always" } } },
    {
      id: "which",
      type: "condition",
      config: { rules: { all: [{ field: "contact.email", op: "starts_with", value: "traveller" }] } },
    },
    {
      id: "count",
      type: "update_contact",
      config: { fields: [{ key: "visits", value: "{{ contact.fields.visits | default: 0 | plus: 1 }}" }] },
    },
    {
      id: "mail",
      type: "send_email",
      config: { subject: "Hello", fromEmail: "shop@example.com", html: "<p>Have a good trip.</p>" },
    },
    { id: "call", type: "webhook", config: { method: "POST", url, waitForResponse: true } },
    { id: "end", type: "exit", config: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "which" },
    { from: "which", port: "yes", to: "count" },
    { from: "count", port: "next", to: "mail" },
    { from: "mail", port: "next", to: "call" },
    { from: "call", port: "success", to: "end" },
  ],
});

async function importAll(url: string, api: Api, audienceId: string): Promise<void> {
  const upload = await fetch(url + pathOf(uploadImportContract, "default", { audienceId }), {
    method: "POST",
    headers: { authorization: `Bearer ${owner.apiKey}`, "content-type": "text/csv" },
    body: ["email", ...addresses].join("\n"),
  });
  const { id: importId, suggested } = uploadImportContract.answer.parse(await upload.json());
  await api.call(startImportContract, { audienceId, importId, mapping: suggested, consent: true });
  await expect
    .poll(async () => (await api.call(getImportContract, { audienceId, importId })).run?.finishedAt ?? null, {
      timeout: 30_000,
    })
    .not.toBeNull();
}

/** Lets everybody's event happen, as another system reports it. */
async function setOff(url: string): Promise<void> {
  for (let from = 0; from < people; from += eventsPerRequest) {
    const events = addresses
      .slice(from, from + eventsPerRequest)
      .map((email) => ({ id: `trip of ${email}`, type: "trip.booked", email }));
    const answer = await send(`${url}/v1/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${owner.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(events),
    });
    expect(answer.status, answer.text).toBe(200);
  }
}

async function everyPage<T>(
  load: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await load(cursor);
    all.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
