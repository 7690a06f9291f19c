import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
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
import { expect, open, seedAudience, test } from "./fixtures";
import type { Api } from "./fixtures/api";
import { getContact } from "./fixtures/contacts";
import { post } from "./fixtures/post";

/** Screens by their address, with a text that tells that they are complete. */
/** `long`: thousands of elements to check, twice. */
type Screens = Record<string, { path: string; shows: string; long?: true }>;

const signedOut: Screens = {
  "sign-in": { path: "/sign-in", shows: "Forgot it?" },
  "forgotten password": { path: "/forgot-password", shows: "Send the link" },
  "new password": { path: "/reset/some-token", shows: "Change password" },
  "a used invitation": { path: "/invitation/some-token", shows: "This invitation is no longer valid" },
  "confirm page": { path: "{confirm}", shows: "Confirm my subscription" },
};

const address = "a.rather.long.address.of.somebody@subdomain.of.a.long.example.com";

/** `{audience}`, `{contact}`, `{request}`, `{event}` and `{mail}` are filled in. */
const signedIn: Screens = {
  audiences: { path: "/default/audiences", shows: "Double opt-in" },
  contacts: { path: "{audience}", shows: address },
  "add contact": { path: "{audience}?add=true", shows: "Add tags…" },
  "contact profile": { path: "{audience}/contacts/{contact}", shows: "Contact created" },
  "consent log": { path: "{audience}/contacts/{contact}?tab=consent", shows: "User agent" },
  "edit contact": { path: "{audience}/contacts/{contact}?edit=true", shows: "Save contact" },
  segments: { path: "{audience}/segments", shows: "Grown-ups" },
  "create segment": { path: "{audience}/segments/new", shows: "Finish the conditions to see who matches" },
  "edit segment": { path: "{audience}/segments/{segment}/edit", shows: "In words" },
  segment: { path: "{audience}/segments/{segment}", shows: "Entered and left" },
  "why a contact is in a segment": {
    path: "{audience}/segments/{segment}?why={contact}",
    shows: "This contact: 41",
  },
  "data fields": { path: "{audience}/fields", shows: "age" },
  "add data field": { path: "{audience}/fields?add=true", shows: "A value that each contact can have." },
  groups: { path: "{audience}/groups", shows: "VIP" },
  tags: { path: "{audience}/tags", shows: "three" },
  "request log of an audience": { path: "{audience}/requests", shows: address },
  "refused request": { path: "{audience}/requests?request={request}", shows: "Copy as curl" },
  "audience settings": { path: "{audience}/settings", shows: "View setup information" },
  "example request": { path: "{audience}/settings?setup=request", shows: "Their IDs go into groupIds." },
  "field reference": { path: "{audience}/settings?setup=fields", shows: "groupIds" },
  answers: { path: "{audience}/settings?setup=answers", shows: "Sending again safely" },
  "Send test": { path: "{audience}/settings?setup=test", shows: "Try without saving" },
  "request log": { path: "/default/requests", shows: address },
  events: { path: "/default/events", shows: address },
  "an event": { path: "/default/events?event={event}", shows: "Payload" },
  "replay of failed requests": {
    path: "/default/requests?replay={replay}",
    shows: "Replay failed requests: finished",
  },
  "data field from an ignored key": { path: "{audience}/requests?request={ignored}", shows: "Create field" },
  webhooks: { path: "/default/webhooks", shows: "CRM" },
  "webhooks of a campaign": { path: "/default/campaigns/{draft}/connect", shows: "What your endpoint receives" },
  "add webhook": { path: "/default/webhooks/new", shows: "Event subscriptions" },
  "edit webhook": { path: "/default/webhooks/{outgoing}", shows: "Data mapping" },
  "Send test of a webhook": { path: "/default/webhooks?webhook={outgoing}&panel=test", shows: "No test yet" },
  "verify requests of a webhook": {
    path: "/default/webhooks?webhook={outgoing}&panel=verify",
    shows: "webhook-signature",
  },
  deliveries: { path: "/default/deliveries", shows: "held@example.com" },
  "deliveries of a webhook": { path: "/default/deliveries?webhook={outgoing}&state=held", shows: "Mean duration" },
  "a delivery": { path: "/default/deliveries?delivery={delivery}", shows: "No attempt yet" },
  "request of a delivery": {
    path: "/default/deliveries?delivery={delivery}&tab=request",
    shows: "As the next attempt would send it",
  },
  mailbox: { path: "/default/mailbox", shows: address },
  mail: { path: "/default/mailbox?mail={mail}", shows: "Preview" },
  campaigns: { path: "/default/campaigns", shows: "Spring letter" },
  "campaign editor": { path: "/default/campaigns/{draft}", shows: "In the inbox" },
  "campaign review": { path: "/default/campaigns/{draft}/review", shows: "Ready to send" },
  "content of a sent campaign": { path: "/default/campaigns/{campaign}", shows: "Sent with" },
  "campaign report": { path: "/default/campaigns/{campaign}/report", shows: "Captured" },
  "runs of a journey": { path: "/default/journeys/{journey}/runs", shows: "Retry all failed" },
  "a run": { path: "/default/journeys/{journey}/runs?run={run}", shows: "Way through the journey" },
  "journeys of a contact": { path: "{audience}/contacts/{runner}?tab=journeys", shows: "Tell the shop" },
  "simulation of a journey": {
    path: "/default/journeys/{journey}?simulate=true&as={runner}",
    shows: "1. Trigger",
  },
  "simulation in the list view": {
    path: "/default/journeys/{journey}?simulate=true&as={runner}&view=list",
    shows: "1. Trigger",
  },
  "workspace settings": { path: "/default/settings", shows: "Save name" },
  members: { path: "/default/settings/members", shows: "Nobody is invited right now" },
  "inbound webhooks": { path: "/default/settings/inbound-webhooks", shows: "Shop sign-ups" },
  "create inbound webhook": { path: "/default/settings/inbound-webhooks?edit=new", shows: "Advanced" },
  "edit inbound webhook": { path: "/default/settings/inbound-webhooks?edit={webhook}", shows: "Signature check" },
  "example request of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=request",
    shows: "Applied by the webhook; the request need not name them.",
  },
  "field reference of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=fields",
    shows: "customer.email",
  },
  "answers of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=answers",
    shows: "Sending again safely",
  },
  "Send test of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=test",
    shows: "Try without saving",
  },
  "API keys": { path: "/default/settings/api-keys", shows: "TIDEGATE_API_KEY" },
  background: { path: "/default/settings/background", shows: "Event relay" },
  account: { path: "/account", shows: "Your account" },
  "new workspace": { path: "/workspaces/new", shows: "Create workspace" },
  "API reference": { path: "/docs/api", shows: "API reference", long: true },
  "a contact that does not exist": { path: "{audience}/contacts/gone", shows: "There is nothing here" },
  "a page that does not exist": { path: "/default/nothing-here", shows: "There is nothing here" },
};

/** One line for each kind of input that a rule may have. */
const segmentRows = [
  { field: "contact.tags", op: "any_of", value: ["one", "two"] },
  { field: "contact.fields.plan", op: "is", value: "free" },
  { field: "contact.createdAt", op: "in_last_days", value: 30 },
  { field: "event.email.opened", op: "at_least", value: { times: 2, days: 30 } },
  { field: "contact.consent", op: "since", value: { status: "subscribed", since: "2026-01-31" } },
];

let seeded: Promise<Record<string, string>> | null = null;

/** One audience with something on each of its screens. */
async function seed(api: Api): Promise<Record<string, string>> {
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

async function openScreen(page: Page, api: Api, { path, shows }: Screens[string]): Promise<void> {
  seeded ??= seed(api);
  const ids = await seeded;
  await open(
    page,
    path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name),
  );
  await expect(page.getByText(shows, { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await unsealFrames(page);
}

type Rules = "all" | "colours";

/** What breaks a rule of WCAG 2 A or AA, rule by rule with the elements. Colours are all that another theme changes. */
async function violations(page: Page, rules: Rules = "all"): Promise<{ rule: string; elements: string[] }[]> {
  const found = await broken(new AxeBuilder({ page }).exclude(mailFrame), rules);
  for (const mail of await page.locator(mailFrame).all()) found.push(...(await violationsOfMail(page, mail, rules)));
  return found;
}

async function broken(axe: AxeBuilder, rules: Rules) {
  const found = await (rules === "all"
    ? axe.withTags(["wcag2a", "wcag2aa"])
    : axe.withRules(["color-contrast"])
  ).analyze();
  return found.violations.map(({ id, nodes }) => ({ rule: id, elements: nodes.map(({ html }) => html) }));
}

const mailFrame = "iframe[src='/mail-frame']";

/** What a frame's document need not have. */
const ofPages = ["document-title", "html-has-lang"];

/** A mail that is nobody's origin, where axe never comes back from: it is looked at on a page of its own, named by its frame. */
async function violationsOfMail(page: Page, mail: Locator, rules: Rules) {
  const html = (await mail.contentFrame().locator("iframe[srcdoc]").getAttribute("srcdoc")) ?? "";
  expect(html).toContain("<");
  const paper = await page.context().newPage();
  await paper.setContent(html);
  const axe = new AxeBuilder({ page: paper });
  const found = await broken(rules === "all" ? axe.disableRules(ofPages) : axe, rules);
  await paper.close();
  return found;
}

/** Lets axe into frames of ours that run no scripts, so that the mail in them is looked at as well. */
const unsealFrames = (page: Page) =>
  page.locator("iframe[sandbox='']").evaluateAll(async (elements: HTMLIFrameElement[]) => {
    const loaded = elements.map(
      (element) => new Promise((resolve) => element.addEventListener("load", resolve, { once: true })),
    );
    for (const element of elements) {
      element.setAttribute("sandbox", "allow-scripts allow-same-origin");
      element.setAttribute("srcdoc", element.srcdoc);
    }
    await Promise.all(loaded);
  });

/** How far the page reaches beyond its window. */
const pixelsTooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe.configure({ mode: "parallel" });
test.use({ colorScheme: "light" });

function holds(screens: Screens): void {
  for (const [name, screen] of Object.entries(screens))
    test(`${name}: breaks no WCAG 2 A or AA rule, light or dark, and fits a screen of 390 pixels`, async ({
      page,
      api,
    }) => {
      if (screen.long) test.slow();
      await openScreen(page, api, screen);
      expect.soft(await violations(page), "light").toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await expect(page.locator("html")).not.toHaveClass(/\blight\b/);
      expect.soft(await violations(page, "colours"), "dark").toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      // Charts and tables take a frame to follow the window.
      await expect.poll(() => pixelsTooWide(page), "pixels beyond the screen").toBeLessThanOrEqual(0);
    });
}

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  holds(signedOut);
});
test.describe("signed in", () => holds(signedIn));
