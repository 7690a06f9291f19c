import { beforeEach, describe, expect, test } from "vitest";
import { parseId } from "@/db/ids";
import { createAuth } from "../auth/create-auth";
import { trackingLimits } from "../tracking/limits";
import { createRecorder } from "../tracking/recorder";
import { toldEvent as event, type Sender, testSender } from "../tracking/testing/sender";
import { createApiKey } from "../workspaces/api-keys/create";
import { answerTracking } from "./track-route";

let ctx: Sender["ctx"];
let add: Sender["add"];
let timeline: Sender["timeline"];
beforeEach(async () => {
  ({ ctx, add, timeline } = await testSender());
});

describe("POST /v1/events", () => {
  const send = async (key: string | null, body: string, more: Record<string, string> = {}) => {
    const auth = createAuth(ctx, "a secret for tests only, never a real one");
    const response = await answerTracking(
      { env: ctx.env, log: ctx.log, auth, ctx, recorder: createRecorder(ctx) },
      new Request("http://localhost:3000/v1/events", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...more,
        },
        body,
      }),
    );
    return {
      status: response.status,
      answer: (await response.json()) as { error?: { code: string }; results?: unknown },
    };
  };

  test("the key names the workspace and stands on the event; without a key or with a viewer's nothing is taken", async () => {
    const contactId = await add("x@example.com");
    const writer = await createApiKey(ctx, { name: "shop", role: "marketer" });
    const viewer = await createApiKey(ctx, { name: "reports", role: "viewer" });
    const body = JSON.stringify(event({ contactId }));
    expect(await send(null, body)).toMatchObject({ status: 401, answer: { error: { code: "unauthorized" } } });
    expect((await send("wrong", body)).status).toBe(401);
    expect((await send(viewer.key, body)).status).toBe(403);
    expect(await send(writer.key, body)).toMatchObject({ status: 200, answer: { results: [{ status: "accepted" }] } });
    expect((await timeline(contactId))[0]).toMatchObject({ source: "api", sourceId: writer.id });
    expect(parseId("key", writer.id)).not.toBeNull();
  });

  test("what is no JSON, too large, of another type or another method is refused in the API's envelope", async () => {
    const { key } = await createApiKey(ctx, { name: "shop", role: "marketer" });
    expect(await send(key, "{")).toMatchObject({ status: 400, answer: { error: { code: "invalid_input" } } });
    expect((await send(key, "a=1", { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(key, " ".repeat(trackingLimits.bodyBytesMax + 1))).status).toBe(413);
    const auth = createAuth(ctx, "a secret for tests only, never a real one");
    const get = await answerTracking(
      { env: ctx.env, log: ctx.log, auth, ctx, recorder: createRecorder(ctx) },
      new Request("http://localhost:3000/v1/events"),
    );
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
