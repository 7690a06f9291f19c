import { deleteFieldContract } from "@/lib/audiences/fields/contract";
import { listContactsContract } from "@/lib/contacts/contract";
import { createWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";
import { expect, send, test, unique } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { Ledger } from "./pages/ledger";

const address = (name: string) => `${unique(name)}@example.com`;
const level = { key: "level", label: "Level", type: "number" as const };

test("a refused request is mended and replayed", async ({ page, api, audience, post }) => {
  const newsletter = await audience({ fields: [level] });
  const email = address("mended");
  await post(newsletter.urls.addAndUpdate, { email, firstName: "Ada", level: "high" });
  await api.call(deleteFieldContract, { audienceId: newsletter.id, key: "level" });

  const ledger = new Ledger(page);
  await ledger.inspect(email);
  await expect(ledger.inspector).toContainText("Level must be a number");
  await ledger.button("Replay").click();
  await expect(ledger.inspector).toContainText("1 request went well.");
  await expect(ledger.inspector.getByText("Added", { exact: true })).toBeVisible();
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ fields: { first_name: "Ada" } });

  await page.keyboard.press("Escape");
  await expect(ledger.rows(email)).toHaveCount(2);
  await expect(ledger.rows(email).first()).toContainText("replay");
});

test("a replay that is refused again says so and keeps its reason in the ledger", async ({ page, audience, post }) => {
  const newsletter = await audience({ fields: [level] });
  const email = address("stubborn");
  await post(newsletter.urls.addAndUpdate, { email, level: "high" });
  const ledger = new Ledger(page);
  await ledger.inspect(email);
  await ledger.button("Replay").click();
  await expect(ledger.inspector).toContainText("1 request failed.");
  await expect(ledger.inspector.getByText("Replays", { exact: true })).toBeVisible();
});

test("all that failed are replayed at once, after a question that names their number", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience({ fields: [level] });
  const emails = ["one", "two", "three"].map(address);
  for (const email of emails) await post(newsletter.urls.addAndUpdate, { email, level: "high" });
  await post(newsletter.urls.addAndUpdate, { level: 1 });
  await api.call(deleteFieldContract, { audienceId: newsletter.id, key: "level" });

  const ledger = new Ledger(page);
  await ledger.open(`?audience=${newsletter.id}&status=refused`);
  await ledger.replayAll.click();
  await expect(ledger.question).toContainText("Replay 4 failed requests?");
  await ledger.question.getByRole("button", { name: "Replay 4 requests" }).click();
  await expect(page.getByText("3 of 4 requests went well, 1 failed.")).toBeVisible();
  for (const email of emails) expect(await getContact(api, newsletter.id, email)).toMatchObject({ email });

  await page.reload();
  await page.getByRole("button", { name: "Show what failed" }).click();
  await expect(page.getByRole("dialog")).toContainText("Please provide an email address in the webhook data.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await ledger.replayAll.click();
  await expect(ledger.question).toContainText("Replay 1 failed request?");
});

test("chosen requests are replayed together, and no other", async ({ page, api, audience, post }) => {
  const newsletter = await audience({ fields: [level] });
  const [one = "", two = "", three = ""] = ["one", "two", "three"].map(address);
  for (const email of [one, two, three]) await post(newsletter.urls.addAndUpdate, { email, level: "high" });
  await api.call(deleteFieldContract, { audienceId: newsletter.id, key: "level" });

  const ledger = new Ledger(page);
  await ledger.open(`?audience=${newsletter.id}&status=refused`);
  await ledger.choose(one);
  await ledger.choose(three);
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await expect(page.getByText("2 requests went well.")).toBeVisible();
  await expect(page.getByText("2 selected")).toHaveCount(0);
  for (const email of [one, three]) expect(await getContact(api, newsletter.id, email)).toMatchObject({ email });
  const { items } = await api.call(listContactsContract, { audienceId: newsletter.id, limit: 10 });
  expect(items).toHaveLength(2);
});

test("a request is copied as curl: with a placeholder for a secret that is shown once", async ({
  page,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const email = address("curl");
  await post(newsletter.urls.addAndUpdate, { email, firstName: "O'Hara" });
  const ledger = new Ledger(page);
  await ledger.inspect(email);
  await ledger.button("Copy as curl").click();
  const copied = await ledger.copied();
  expect(copied).toContain("/v1/audience-webhooks/YOUR_WEBHOOK_SECRET/2'");
  expect(copied).toContain(`"firstName":"O'\\''Hara"`);
});

test("a GET is copied with its query string and a URL that works", async ({ page, api, audience }) => {
  const newsletter = await audience();
  const email = address("get");
  const hook = await api.call(createWorkspaceWebhookContract, {
    name: unique("Query"),
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
  });
  const query = `email_address=${encodeURIComponent(email)}&first_name=Jo`;
  expect((await send(`${hook.url}?${query}`, {})).status).toBe(200);
  const ledger = new Ledger(page);
  await ledger.inspect(email);
  await expect(ledger.inspector).toContainText(hook.name);
  await expect(ledger.inspector).toContainText("Query string");
  await ledger.button("Copy as curl").click();
  expect(await ledger.copied()).toBe(`curl '${hook.url}?${query}'`);
});

test("an ignored key becomes a data field, and the replay fills it", async ({ page, api, audience, post }) => {
  const newsletter = await audience();
  const email = address("ignored");
  await post(newsletter.urls.addAndUpdate, { email, shoeSize: "42" });
  const ledger = new Ledger(page);
  await ledger.inspect(email);
  await ledger.inspector.getByRole("button", { name: "Create field from shoeSize" }).click();
  const form = page.getByRole("dialog", { name: "Add data field" });
  await expect(form.getByLabel("Label")).toHaveValue("Shoe size");
  await expect(form.getByLabel("Key")).toHaveValue("shoe_size");
  await expect(form.getByRole("combobox", { name: "Type" })).toContainText("Number");
  await form.getByRole("button", { name: "Add field" }).click();
  await expect(form).toBeHidden();
  await ledger.button("Replay").click();
  await expect(ledger.inspector).toContainText("1 request went well.");
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ fields: { shoe_size: 42 } });
});

test("with a mapping each path shows what became of it, and an ignored one becomes a field that the replay fills", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const email = address("mapped");
  const hook = await api.call(createWorkspaceWebhookContract, {
    name: unique("Mapped"),
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
    mapping: [{ path: "customer.contact", field: "email" }],
  });
  expect((await post(hook.url, { customer: { contact: email, shoeSize: 42 } })).status).toBe(200);
  const ledger = new Ledger(page);
  await ledger.inspect(email);
  const line = (path: string) => ledger.inspector.getByRole("listitem").filter({ hasText: path });
  await expect(line("customer.contact")).toContainText("Email address");
  await ledger.inspector.getByRole("button", { name: "Create field from customer.shoeSize" }).click();
  const form = page.getByRole("dialog", { name: "Add data field" });
  await expect(form.getByLabel("Label")).toHaveValue("Shoe size");
  await form.getByRole("button", { name: "Add field" }).click();
  await expect(form).toBeHidden();
  await expect(line("customer.shoeSize")).toContainText("not read when it came");
  await ledger.button("Replay").click();
  await expect(ledger.inspector).toContainText("1 request went well.");
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ fields: { shoe_size: 42 } });
});

test("filters narrow the ledger and stand in its address", async ({ page, audience, post }) => {
  const newsletter = await audience();
  const email = address("filter");
  await post(newsletter.urls.addAndUpdate, { email });
  await post(newsletter.urls.addOnly, { email });
  const ledger = new Ledger(page);
  await ledger.open(`?audience=${newsletter.id}&outcome=exists`);
  await expect(ledger.rows(email)).toHaveCount(1);
  await expect(ledger.rows(email)).toContainText("Exists already");
  await page.getByRole("button", { name: "Remove filter Outcome" }).click();
  await expect(ledger.rows(email)).toHaveCount(2);
  await expect(page).not.toHaveURL(/outcome/);
});
