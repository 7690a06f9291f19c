import { describe, expect, test } from "vitest";
import { interpretForeign } from "../interpret-foreign";
import { parseBody } from "../parse-body";
import { noSuchHook } from "../refusal";
import { refuseSignature } from "../signatures/verify";
import { workspaceWebhookTypeNames } from "../workspace-webhooks/types";
import { workspaceExample, workspaceRefusals } from "./workspace-answers";

const said = workspaceRefusals.flatMap((fact) => fact.says.map((words) => [fact.status, words]));
const config = {
  ...{ id: "", workspaceId: "", name: "", doubleOptIn: false, version: 1 },
  ...{ fields: [], fieldByMatchKey: new Map(), fieldByKey: new Map(), groups: new Map() },
};

/** What is said to a body, read by names. */
async function wordsFor(text: string): Promise<string | undefined> {
  const body = await parseBody("application/json", Buffer.from(text));
  return body.ok ? interpretForeign(body.entries, config, null, "strict").issues[0]?.message : body.refusal.message;
}

describe("the words in the error table are the door's own", () => {
  test("the four that are documented stand in it exactly", () => {
    expect(said).toEqual(
      expect.arrayContaining([
        [400, "Please provide an email address in the webhook data."],
        [400, "Please provide a valid email address"],
        [404, "It looks like the webhook you're trying to access doesn't exist."],
        [404, "We were unable to find the contact."],
      ]),
    );
  });

  test("400", async () => {
    expect(said).toContainEqual([400, await wordsFor("{}")]);
    expect(said).toContainEqual([400, await wordsFor('{"email_address": ""}')]);
    expect(said).toContainEqual([400, await wordsFor('{"email_address": "tywin@"}')]);
    expect(said).toContainEqual([400, (await wordsFor('{"email": "x'))?.replace(/\d+/, "12")]);
  });

  test("404", () => expect(said).toContainEqual([404, noSuchHook]));

  test("401", () => {
    const settings = { scheme: "standard", toleranceSeconds: 300 } as const;
    const sent: Record<string, string> = { "webhook-id": "m", "webhook-signature": "v1,x", "webhook-timestamp": "600" };
    const at = (ms: number) =>
      refuseSignature(settings, "secret", { header: (name) => sent[name], bytes: new Uint8Array(), at: new Date(ms) });
    expect(said).toContainEqual([401, at(600_000)]);
    expect(said).toContainEqual([401, at(0)]);
  });
});

test.each(workspaceWebhookTypeNames)("%s acknowledges in the documented words", (type) => {
  expect(workspaceExample(type)).toMatchObject({
    success: true,
    message: "Acknowledged. The webhook has been processed.",
  });
});
