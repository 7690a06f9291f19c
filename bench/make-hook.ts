import type { App } from "./app";

/** Requests under way at once to one endpoint, and of the bare client. */
export const concurrency = 64;

/** A webhook of the workspace that is told of new contacts. Answers its id. */
export async function makeHook(app: App, to: string, more: object = {}): Promise<string> {
  const made = await app.call("POST", "/webhooks", { url: to, events: ["contact.created"], concurrency, ...more });
  if (!made.ok) throw new Error(`no webhook: ${made.status} ${await made.text()}`);
  return (await made.json()).id;
}
