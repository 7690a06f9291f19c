import type { App } from "./app";

/** Requests under way at once to one endpoint, and of the bare client. */
export const concurrency = 64;

/** A webhook of the workspace that gets custom events. Answers its id. */
export async function makeHook(app: App, to: string, more: object = {}): Promise<string> {
  const made = await app.call("POST", "/webhooks", { url: to, events: ["bench.happened"], concurrency, ...more });
  if (!made.ok) throw new Error(`no webhook: ${made.status} ${await made.text()}`);
  return (await made.json()).id;
}

/** Contacts that events happen to. All events of one contact are written one after the other, so one alone would be a queue. */
const people = 200;

export const personOf = (turn: number): string => `jane-${turn % people}@example.com`;

export async function makePeople(app: App, audienceId: string): Promise<void> {
  for (let person = 0; person < people; person++)
    await app.call("POST", `/audiences/${audienceId}/contacts`, { email: personOf(person), status: "subscribed" });
}
