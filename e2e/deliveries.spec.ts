import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createContactContract } from "@/lib/contacts/contract";
import { listDeliveriesContract } from "@/lib/deliveries/contract";
import type { Receiver } from "@/lib/testing/receiver";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { expect, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";
import { Deliveries } from "./pages/deliveries";

const run = promisify(execFile);
const address = (name: string) => `${unique(name)}@example.com`;

/** Somebody becomes Active: what the webhooks of these stories listen to. */
const subscribe = (api: Api, audienceId: string, email: string) =>
  api.call(createContactContract, { audienceId, email, status: "subscribed" });

/** A webhook of the workspace, with a name of its own. */
async function addWebhook(api: Api, receiver: Receiver, more: { active?: boolean; logResponseBody?: boolean } = {}) {
  return api.call(workspaceWebhookContracts.create, {
    name: unique("CRM"),
    url: `${receiver.url}/hook`,
    secret: "a secret of the story",
    events: ["contact.subscribed"],
    ...more,
  });
}

const statesOf = async (api: Api, webhookId: string) =>
  (await api.call(listDeliveriesContract, { webhookId })).items.map(({ state }) => state);

test("a failing receiver: the row tells cause and next attempt; once it is mended, one click delivers, and both attempts stay in the timeline", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const newsletter = await audience();
  const crm = await receiver();
  crm.answer = () => ({ status: 500, headers: { "retry-after": "7200" }, body: '{"error":"database"}' });
  const webhook = await addWebhook(api, crm, { logResponseBody: true });
  const email = address("failing");
  await subscribe(api, newsletter.id, email);
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["pending"]);
  const deliveries = new Deliveries(page);
  await deliveries.open(`?webhook=${webhook.id}`);
  const row = deliveries.row(email);
  await expect(row).toContainText("Waiting");
  await expect(row).toContainText("500");
  await expect(row).toContainText("Answered with an error");
  await expect(row).toContainText(/in (1|2) ?h/);

  await deliveries.inspect(email);
  await expect(deliveries.inspector).toContainText("Their server answered 500 (Internal Server Error).");
  await expect(deliveries.inspector).toContainText(/Next attempt in .*, 2 of 10\./);
  await expect(deliveries.attempts).toHaveCount(1);
  await deliveries.inspector.getByRole("button", { name: /^Answer/ }).click();
  await expect(deliveries.attempts).toContainText('"error": "database"');

  crm.answer = () => 200;
  await deliveries.inspector.getByRole("button", { name: "Retry now" }).click();
  await expect(page.getByText("Its next attempt is made now.")).toBeVisible();
  await expect(deliveries.inspector).toContainText("Their server answered 200 to attempt 2.");
  await expect(deliveries.attempts).toHaveCount(2);
  await expect(deliveries.attempts.first()).toContainText("Attempt 2");
  const [first, second] = await crm.received(2);
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);

  await page.reload();
  await expect(deliveries.inspector).toContainText("Delivered");
  await page.keyboard.press("Escape");
  await expect(deliveries.row(email)).toContainText("Delivered");
  await expect(page.getByRole("figure", { name: "Attempts by hour" })).toContainText("Failed attempts1");
});

test("all that failed are sent again after a question that names their number; what can't be sent is listed with its reason", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const newsletter = await audience();
  const crm = await receiver();
  // "Two systems call each other": not tried again by itself.
  crm.answer = () => 508;
  const webhook = await addWebhook(api, crm);
  for (const name of ["one", "two", "three"]) await subscribe(api, newsletter.id, address(name));
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["failed", "failed", "failed"]);

  const deliveries = new Deliveries(page);
  await deliveries.open(`?webhook=${webhook.id}`);
  await deliveries.state("Failed").click();
  await expect(deliveries.state("Failed")).toContainText("3");
  await expect(deliveries.rows).toHaveCount(3);
  await api.call(workspaceWebhookContracts.update, { webhookId: webhook.id, active: false });
  await page.getByRole("button", { name: "Resend all failed" }).click();
  await expect(deliveries.question).toContainText("Resend 3 deliveries?");
  await expect(deliveries.question).toContainText("the same bytes");
  await deliveries.question.getByRole("button", { name: "Resend 3 deliveries" }).click();
  await expect(page.getByText("All 3 deliveries failed.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Show what was not sent" }).click();
  await expect(page.getByRole("table", { name: "What was wrong" })).toContainText("Its webhook is switched off.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dismiss" }).click();

  await api.call(workspaceWebhookContracts.update, { webhookId: webhook.id, active: true });
  crm.answer = () => 200;
  await page.getByRole("button", { name: "Resend all failed" }).click();
  await deliveries.question.getByRole("button", { name: "Resend 3 deliveries" }).click();
  await expect(page.getByText("All 3 deliveries went well.")).toBeVisible();
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["succeeded", "succeeded", "succeeded"]);
  await deliveries.state("Delivered").click();
  await expect(deliveries.rows).toHaveCount(3);
  const ids = (await crm.received(6)).map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(3);
});

test("what a webhook holds is sent, or dropped, from the log", async ({ page, api, audience, receiver }) => {
  const newsletter = await audience();
  const crm = await receiver();
  const webhook = await addWebhook(api, crm, { active: false });
  const email = address("held");
  await subscribe(api, newsletter.id, email);
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["held"]);
  const deliveries = new Deliveries(page);
  await deliveries.open(`?webhook=${webhook.id}&state=held`);
  await deliveries.inspect(email);
  await expect(deliveries.inspector).toContainText("It happened while its webhook was switched off.");
  await page.keyboard.press("Escape");
  await expect(page.getByText(`${webhook.name} holds 1 delivery`)).toBeVisible();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await deliveries.question.getByRole("button", { name: "Switch on and send" }).click();
  await expect(page.getByText("What was held is being sent.")).toBeVisible();
  await crm.received(1);
  await deliveries.state("Delivered").click();
  await expect(deliveries.row(email)).toBeVisible();

  await api.call(workspaceWebhookContracts.update, { webhookId: webhook.id, active: false });
  await subscribe(api, newsletter.id, address("unwanted"));
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["held", "succeeded"]);
  await deliveries.open(`?webhook=${webhook.id}&state=held`);
  await page.getByRole("button", { name: "Drop", exact: true }).click();
  await deliveries.question.getByRole("button", { name: "Switch on and drop" }).click();
  await deliveries.state("Failed").click();
  await expect(deliveries.rows.first()).toContainText("Dropped");
  expect(crm.requests).toHaveLength(1);
});

test("a webhook that was switched off by itself says why, and one click sends what it has held since", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const newsletter = await audience();
  const crm = await receiver();
  crm.answer = () => 410;
  const webhook = await addWebhook(api, crm);
  await subscribe(api, newsletter.id, address("gone"));
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["failed"]);
  const email = address("later");
  await subscribe(api, newsletter.id, email);
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["held", "failed"]);
  crm.answer = () => 200;
  const deliveries = new Deliveries(page);
  await deliveries.open(`?webhook=${webhook.id}`);
  await expect(page.getByText(`${webhook.name} was switched off`)).toBeVisible();
  await expect(page.getByText("The last error: Their server answered 410 (Gone)")).toBeVisible();
  await page.getByRole("button", { name: "Enable and resend" }).click();
  await expect(page.getByText(`${webhook.name} was switched off`)).toBeHidden();
  await expect(deliveries.row(email)).toContainText("Delivered");
  expect(JSON.parse((await crm.received(2))[1]?.body ?? "")).toMatchObject({ data: { contact: { email } } });
});

test("copied as curl, a request works in a shell and is the one that was sent", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const newsletter = await audience();
  const crm = await receiver();
  const webhook = await addWebhook(api, crm);
  const email = address("o'hara");
  await subscribe(api, newsletter.id, email);
  await crm.received(1);
  const deliveries = new Deliveries(page);
  await deliveries.open(`?webhook=${webhook.id}`);
  await deliveries.inspect(email);
  await deliveries.part("Request").click();
  await expect(deliveries.inspector).toContainText('"type": "contact.subscribed"');
  await deliveries.inspector.getByRole("button", { name: "Copy as curl" }).click();
  await run("sh", ["-c", await deliveries.copied()]);
  const [sent, copied] = await crm.received(2);
  expect(copied).toMatchObject({ method: sent?.method, url: sent?.url, body: sent?.body });
  for (const name of ["content-type", "webhook-id", "webhook-timestamp", "webhook-signature"])
    expect(copied?.headers[name]).toBe(sent?.headers[name]);

  await deliveries.part("Verify").click();
  await expect(deliveries.inspector).toContainText("timingSafeEqual");
});

test("filters, tab and the open delivery stand in the address and survive a reload; a contact leads to its own deliveries", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const newsletter = await audience();
  const crm = await receiver();
  const webhook = await addWebhook(api, crm);
  const [mine, other] = [address("mine"), address("other")];
  const contact = await subscribe(api, newsletter.id, mine);
  await subscribe(api, newsletter.id, other);
  await expect.poll(() => statesOf(api, webhook.id)).toEqual(["succeeded", "succeeded"]);
  const deliveries = new Deliveries(page);
  await deliveries.open();
  await page.getByRole("button", { name: "Webhook", exact: true }).click();
  await page.getByRole("option", { name: webhook.name }).click();
  await expect(deliveries.rows).toHaveCount(2);
  await page.getByRole("button", { name: "Contact", exact: true }).click();
  await page.getByRole("dialog", { name: "Contact" }).getByRole("combobox").fill(mine);
  await page.getByRole("option", { name: mine }).click();
  await expect(deliveries.rows).toHaveCount(1);
  await page.getByRole("button", { name: "Time", exact: true }).click();
  await page.getByRole("button", { name: "Last 24 hours" }).click();
  await deliveries.inspect(mine);
  await deliveries.part("Request").click();
  await expect(page).toHaveURL(/tab=request/);
  await page.reload();
  await expect(deliveries.inspector).toContainText("As the next attempt would send it");
  await page.keyboard.press("Escape");
  await expect(deliveries.rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Remove filter Time" })).toBeVisible();
  await expect(page.getByText("Last 24 hours").first()).toBeVisible();

  await page.goto(`${newsletter.path}/contacts/${contact.id}`);
  await page.getByRole("link", { name: "What webhooks sent" }).click();
  await expect(page).toHaveURL(new RegExp(`contact=${contact.id}`));
  await expect(deliveries.row(mine)).toBeVisible();
  await expect(deliveries.row(other)).toBeHidden();
  await expect(page.getByRole("button", { name: `Contact ${mine}` })).toBeVisible();
});
