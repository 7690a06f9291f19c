import type { App } from "./app";

/** A live journey: a trigger that lets everybody in every time, a condition that fits everybody, a Webhook block. Answers its id. */
export async function makeJourney(
  app: App,
  audienceId: string,
  { event, url }: { event: string; url: string },
): Promise<string> {
  const graph = {
    nodes: [
      { id: "start", type: "trigger", config: { on: "event", event, reentry: { mode: "always" } } },
      {
        id: "fits",
        type: "condition",
        config: { rules: { all: [{ field: "contact.status", op: "is", value: "subscribed" }] } },
      },
      { id: "call", type: "webhook", config: { method: "POST", url } },
    ],
    edges: [
      { from: "start", port: "next", to: "fits" },
      { from: "fits", port: "yes", to: "call" },
    ],
  };
  const made = await app.call("POST", "/journeys", { name: `On ${event}`, audienceId, graph });
  if (!made.ok) throw new Error(`no journey: ${made.status} ${await made.text()}`);
  const { id } = await made.json();
  const published = await app.call("POST", `/journeys/${id}/publish`, {});
  if (!published.ok) throw new Error(`not published: ${published.status} ${await published.text()}`);
  return id;
}
