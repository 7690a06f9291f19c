import { beforeEach, expect, test } from "vitest";
import type { CampaignStatus } from "@/db/enums";
import { testAudience } from "../../testing/audience";
import { testCampaign } from "../../testing/campaign";
import { testHook } from "../../testing/workspace-webhook";
import { type Bench, draft, openBench } from "../../webhooks/testing/bench";
import { getFieldUsage } from "./usage";

let ctx: Bench["ctx"];
let api: Bench["api"];
let audienceId: string;
/** Another one, whose field has the same key. */
let elsewhere: string;

beforeEach(async () => {
  const bench = await openBench();
  ({ ctx, api } = bench);
  const fields = [{ key: "plan" }, { key: "plan_b" }];
  [audienceId, elsewhere] = [(await testAudience(ctx, { fields })).id, (await testAudience(ctx, { fields })).id];
});

const usersOf = async (key: string) =>
  (await getFieldUsage(ctx, { audienceId, key })).places.map(({ type, name }) => `${type}: ${name}`);

test("a data field is used by the inbound webhooks whose mapping fills it", async () => {
  const email = { path: "email", field: "email" };
  const hook = (name: string, at: string, field: string) =>
    testHook(ctx, { type: "SUBSCRIBED", name, audienceId: at, mapping: [email, { path: "plan", field }] });
  await hook("Shop", audienceId, "Plan");
  await hook("Another field", audienceId, "plan_b");
  await hook("Another audience", elsewhere, "plan");
  await testHook(ctx, { type: "SUBSCRIBED", name: "By its keys", audienceId });
  expect(await usersOf("plan")).toEqual(["inbound_webhook: Shop"]);
});

test("a data field is used by the unsent campaigns that fill it in, in whatever way", async () => {
  const campaign = (name: string, more: { subject?: string; previewText?: string; html?: string }, at = audienceId) =>
    testCampaign(ctx, at, { name, subject: "Hello", ...more });
  await campaign("1 subject", { subject: "On {{contact.fields.plan}}" });
  await campaign("2 merge tag", { html: "<p>{{ contact.plan | default: 'none' }}</p>" });
  await campaign("3 condition", { html: "{% if x and contact.plan == 'pro' %}<p>Pro</p>{% endif %}" });
  await campaign("4 brackets", { html: `<p>{{- contact["fields"]['plan'] }}</p>` });
  await campaign("5 preview", { previewText: "{{ contact.plan }}" });
  await campaign("another field", { html: "{{ contact.plan_b }} {{ contact.fields.plan_b }}" });
  await campaign("another thing", { html: "{{ vars.contact.plan }} {{ contact.first_name }}" });
  await campaign("no Liquid", { html: "{{ contact.email }} contact.plan {% if x %}contact.fields.plan{% endif %}" });
  await campaign("another audience", { html: "{{ contact.plan }}" }, elsewhere);
  expect(await usersOf("plan")).toEqual(
    ["1 subject", "2 merge tag", "3 condition", "4 brackets", "5 preview"].map((name) => `campaign: ${name}`),
  );
  expect(await usersOf("plan_b")).toEqual(["campaign: another field"]);
});

test("campaigns that have gone out no longer use a data field", async () => {
  const statuses: CampaignStatus[] = ["cancelled", "draft", "paused", "scheduled", "sending", "sent"];
  for (const status of statuses)
    await testCampaign(ctx, audienceId, { name: status, status, html: "{{ contact.plan }}" });
  expect(await usersOf("plan")).toEqual(["draft", "paused", "scheduled", "sending"].map((name) => `campaign: ${name}`));
});

test("a data field is used by the webhooks that send it on: the workspace's, and those of the audience's campaigns", async () => {
  const row = (source: string, value: string) => ({
    ...draft,
    customPayload: { mappings: [{ field: "a", source, value }] },
  });
  const own = async (name: string, source: string, value: string) =>
    expect((await api.workspace.create({}, { ...row(source, value), name })).status).toBe(201);
  const ofCampaign = async (name: string, at: string) => {
    const campaignId = await testCampaign(ctx, at, { status: "sent" });
    const made = await api.campaign.create({ campaignId }, { ...row("mapping", "contact.fields.plan"), name });
    expect(made.status).toBe(201);
  };
  await own("1 mapping", "mapping", "contact.fields.plan");
  await own("2 template", "template", "Is {{ contact.plan }}");
  await ofCampaign("3 campaign's", audienceId);
  await own("fixed text", "custom", "{{ contact.plan }}");
  await own("another field", "mapping", "contact.fields.plan_b");
  await own("no Liquid", "template", "contact.plan");
  await ofCampaign("another audience's", elsewhere);
  expect(await usersOf("plan")).toEqual(["1 mapping", "2 template", "3 campaign's"].map((name) => `webhook: ${name}`));
});
