import { createCampaignContract, sendCampaignContract } from "@/lib/campaigns/contract";
import { listDeliveriesContract } from "@/lib/deliveries/contract";
import { listAudienceRequestsContract } from "@/lib/inbound/contract";
import { replayAudienceRequestsContract } from "@/lib/inbound/replay/contract";
import { createWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";
import {
  createJourneyContract,
  enterJourneyContract,
  listRunsContract,
  publishJourneyContract,
} from "@/lib/journeys/contract";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { createSegmentContract } from "@/lib/segments/contract";
import { listEventsContract } from "@/lib/tracking/contract";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { expect, seedAudience } from "../fixtures";
import type { Api } from "../fixtures/api";
import { getContact } from "../fixtures/contacts";
import { post } from "../fixtures/post";
import { address } from "./list";

/** One line for each kind of input that a rule may have. */
const segmentRows = [
  { field: "contact.tags", op: "any_of", value: ["one", "two"] },
  { field: "contact.fields.plan", op: "is", value: "free" },
  { field: "contact.createdAt", op: "in_last_days", value: 30 },
  { field: "event.email.opened", op: "at_least", value: { times: 2, days: 30 } },
  { field: "contact.consent", op: "since", value: { status: "subscribed", since: "2026-01-31" } },
];

/** One audience with something on each of its screens. */
export async function seedScreens(api: Api): Promise<Record<string, string>> {
  const audience = await seedAudience(api, {
    doubleOptIn: true,
    fields: [
      { label: "Age", type: "number", required: true },
      { label: "Plan", type: "choice", options: ["free", "pro"], default: "free", private: true },
    ],
    groups: ["VIP", "Beta testers"],
  });
  const email = address;
  const groupIds = audience.groups.map((group) => group.id).join(",");
  const { addAndUpdate } = audience.urls;
  await post(addAndUpdate, {
    email,
    age: 41,
    firstName: "Jane",
    lastName: "Doe",
    tags: "one,two,three,four",
    groupIds,
  });
  await post(addAndUpdate, { email: "active@example.com", age: 20, SkipDoubleOptIn: true, unknownKey: "x" });
  await post(addAndUpdate, { email, age: "old" });
  const contact = await getContact(api, audience.id, email);
  const segment = await api.call(createSegmentContract, {
    audienceId: audience.id,
    name: "Grown-ups",
    rules: { all: [{ field: "contact.fields.age", op: "at_least", value: 18 }, { any: segmentRows }] },
  });
  const webhook = await api.call(createWorkspaceWebhookContract, {
    name: "Shop sign-ups",
    type: "UNCONFIRMED",
    audienceId: audience.id,
    tags: ["shop", "customer", "spring"],
    signature: { scheme: "hmac", header: "x-shop-signature", secret: "a secret of the story" },
    mapping: [
      { path: "customer.email", field: "email" },
      { path: "customer.first_name", field: "first_name" },
    ],
  });
  const outgoing = await api.call(workspaceWebhookContracts.create, {
    name: "CRM",
    url: "http://127.0.0.1:9/hook",
    secret: "a secret of the story",
    active: false,
    events: ["contact.subscribed", "email.clicked"],
    customPayload: {
      mappings: [
        { field: "email", source: "mapping", value: "contact.email" },
        { field: "greeting", source: "template", value: "Hi {{ contact.first_name }}", default: "Hi" },
        { field: "source", source: "custom", value: "webhook" },
      ],
    },
  });
  const { items: requests } = await api.call(listAudienceRequestsContract, { audienceId: audience.id });
  const { items: events } = await api.call(listEventsContract, { email });
  const replay = await api.call(replayAudienceRequestsContract, { audienceId: audience.id, filter: {} });
  const letter = {
    audienceId: audience.id,
    subject: "Hello {{ contact.first_name }}",
    fromName: "Harbour",
    fromEmail: "hello@harbour.example",
    html: '<p>Hi {{ contact.first_name }}</p><p><a href="https://example.com/sale">Sale</a></p>',
  };
  const campaign = await api.call(createCampaignContract, { ...letter, name: "Spring letter" });
  await api.call(sendCampaignContract, { campaignId: campaign.id });
  const draft = await api.call(createCampaignContract, { ...letter, name: "Autumn letter" });
  const mails = async () => (await api.call(listMailboxContract, { to: email })).items;
  await expect.poll(async () => (await mails()).length).toBe(1);
  const [mail] = await mails();
  await post(addAndUpdate, { email: "held@example.com", age: 30, SkipDoubleOptIn: true });
  const deliveries = async () => (await api.call(listDeliveriesContract, { webhookId: outgoing.id })).items;
  await expect.poll(async () => (await deliveries()).length).toBeGreaterThan(0);
  const [delivery] = await deliveries();
  const runner = await getContact(api, audience.id, "active@example.com");
  const journey = await failedJourney(api, audience.id, runner?.id ?? "");
  return {
    audience: audience.path,
    runner: runner?.id ?? "",
    ...journey,
    contact: contact?.id ?? "",
    segment: segment.id,
    webhook: webhook.id,
    outgoing: outgoing.id,
    campaign: campaign.id,
    draft: draft.id,
    delivery: delivery?.id ?? "",
    request: requests[0]?.id ?? "",
    ignored: requests.find(({ email: sender }) => sender === "active@example.com")?.id ?? "",
    replay: replay.id,
    event: events[0]?.id ?? "",
    mail: mail?.id ?? "",
    confirm: /https?:\S+\/confirm\/[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "",
  };
}

/** A journey with a run that failed, because nobody listens where its request goes. */
async function failedJourney(api: Api, audienceId: string, contactId: string) {
  const config = { method: "PUT", url: "http://127.0.0.1:9/people", retries: 0, waitForResponse: true };
  const { id: journeyId } = await api.call(createJourneyContract, {
    name: "Tell the shop",
    audienceId,
    graph: {
      nodes: [
        { id: "start", type: "trigger", config: { on: "manual" } },
        { id: "call", type: "webhook", config },
        { id: "pause", type: "delay", config: { mode: "duration", amount: 3, unit: "days" } },
      ],
      edges: [
        { from: "start", port: "next", to: "call" },
        { from: "call", port: "success", to: "pause" },
      ],
    },
  });
  await api.call(publishJourneyContract, { journeyId });
  const { runId } = await api.call(enterJourneyContract, { journeyId, contactId });
  const failed = async () => (await api.call(listRunsContract, { journeyId, state: "failed" })).items;
  await expect.poll(async () => (await failed()).length).toBe(1);
  return { journey: journeyId, run: runId };
}
