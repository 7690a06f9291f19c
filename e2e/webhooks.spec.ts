import { Webhook as Verifier } from "standardwebhooks";
import { createContactContract } from "@/lib/contacts/contract";
import { getDeliveryContract, listDeliveriesContract } from "@/lib/deliveries/contract";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { expect, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";
import { seedCampaign } from "./fixtures/campaign";
import { Webhooks } from "./pages/webhooks";

const workspacePath = "/default/webhooks";
const queryOf = (url: string) => Object.fromEntries(new URL(url, "http://receiver").searchParams);
const formOf = (body: string) => Object.fromEntries(new URLSearchParams(body));

/** Somebody becomes Active in an audience: the events that most stories listen to. */
const subscribe = (api: Api, audienceId: string, email: string, tags: string[] = []) =>
  api.call(createContactContract, { audienceId, email, fields: { first_name: "Ann" }, status: "subscribed", tags });

test("Connect → Webhooks → Add webhook: JSON by POST with Basic authentication, then form, then GET, as the receiver sees them", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  test.slow();
  const newsletter = await audience();
  const campaign = await seedCampaign(api, newsletter.id, "Summer Promotion");
  const crm = await receiver();
  const name = unique("CRM");
  const webhooks = new Webhooks(page, `${campaign.path}/connect`);
  await webhooks.open();
  await expect(page.getByText("What your endpoint receives")).toBeVisible();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await webhooks.radio("Authentication", "Basic").click();
  await page.getByLabel("Username").fill("ann");
  await page.getByLabel("Password", { exact: true }).fill("p:ä");
  await webhooks.event("Email sent").check();
  await expect(webhooks.preview).toContainText("Summer Promotion");
  await webhooks.name(name);
  await webhooks.save();
  await webhooks.sendTest(name);
  const [json] = await crm.received(1);
  expect(json).toMatchObject({ method: "POST", url: "/hook" });
  expect(json?.headers).toMatchObject({
    "content-type": expect.stringContaining("application/json"),
    authorization: `Basic ${Buffer.from("ann:p:ä").toString("base64")}`,
  });
  expect(JSON.parse(json?.body ?? "")).toMatchObject({
    type: "email.sent",
    data: { campaign: { name: "Summer Promotion" } },
  });

  await webhooks.edit(name);
  await webhooks.radio("Content type", "Form").click();
  await webhooks.save();
  await webhooks.sendTest(name);
  const [, form] = await crm.received(2);
  expect(form?.headers).toMatchObject({
    "content-type": expect.stringContaining("application/x-www-form-urlencoded"),
    // The password was left blank on edit.
    authorization: json?.headers.authorization,
  });
  expect(formOf(form?.body ?? "")).toMatchObject({ type: "email.sent", "data[campaign][name]": "Summer Promotion" });

  await webhooks.edit(name);
  await webhooks.radio("Method", "GET").click();
  await expect(page.getByText("Authentication is available with POST only")).toBeVisible();
  await expect(page.getByRole("radiogroup", { name: "Authentication" })).toBeHidden();
  await webhooks.save();
  await webhooks.sendTest(name);
  const [, , query] = await crm.received(3);
  expect(query).toMatchObject({ method: "GET", body: "" });
  expect(query?.headers.authorization).toBeUndefined();
  expect(queryOf(query?.url ?? "")).toMatchObject({ type: "email.sent", "data[campaign][name]": "Summer Promotion" });
});

test("a generated secret signs, a blank one on edit keeps it, and it is gone once it was removed", async ({
  page,
  receiver,
}) => {
  test.slow();
  const crm = await receiver();
  const name = unique("signed");
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await page.getByRole("button", { name: "Generate" }).click();
  await page.getByRole("button", { name: "Copy Secret" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await webhooks.event("Contact created").check();
  await webhooks.advanced.click();
  await page.getByRole("switch", { name: "X-Webhook-Signature" }).click();
  await webhooks.advanced.click();
  await webhooks.name(name);
  await webhooks.save();
  await webhooks.sendTest(name);
  const verify = (request: (typeof crm.requests)[number] | undefined) =>
    new Verifier(secret).verify(request?.body ?? "", (request?.headers ?? {}) as Record<string, string>);
  const [first] = await crm.received(1);
  expect(verify(first)).toMatchObject({ type: "contact.created" });
  expect(first?.headers["x-webhook-signature"]).toMatch(/^[0-9a-f]{64}$/);

  await webhooks.edit(name);
  await expect(webhooks.secret).toHaveValue("");
  await expect(webhooks.secret).toHaveAttribute("placeholder", "Leave blank to keep the current secret");
  await webhooks.save();
  await webhooks.sendTest(name);
  const [, kept] = await crm.received(2);
  expect(verify(kept)).toMatchObject({ type: "contact.created" });

  await webhooks.edit(name);
  await webhooks.secret.fill("another secret of my own");
  await expect(page.getByText("The current one signs too for another 24 hours")).toBeVisible();
  await webhooks.save();
  await webhooks.edit(name);
  await expect(page.getByText("the previous one signs too until")).toBeVisible();
  await page.getByRole("button", { name: "Remove secret" }).click();
  await expect(page.getByText("The secret is removed when you save")).toBeVisible();
  await webhooks.save();
  await webhooks.sendTest(name);
  const [, , unsigned] = await crm.received(3);
  expect(unsigned?.headers["webhook-signature"]).toBeUndefined();
  expect(unsigned?.headers["webhook-id"]).toBeDefined();
});

test("the example of Data Mapping gives exactly its payload, in the preview and as JSON, form and GET", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  test.slow();
  const newsletter = await audience();
  const campaign = await seedCampaign(api, newsletter.id, "Summer Promotion");
  const crm = await receiver();
  const name = unique("mapped");
  const webhooks = new Webhooks(page, `${campaign.path}/connect`);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await webhooks.event("Email sent").check();
  await webhooks.custom.click();
  await webhooks.map(1, "email", "Contact Email");
  await webhooks.addField();
  await webhooks.map(2, "campaign_name", "Campaign Name");
  await webhooks.addField();
  await webhooks.mapText(3, "source", "Custom value", "webhook");
  await expect(webhooks.preview).toContainText('"source": "webhook"');
  await webhooks.name(name);
  await webhooks.save();

  const isWanted = (payload: Record<string, unknown>) =>
    expect(payload).toEqual({
      email: expect.stringMatching(/@/),
      campaign_name: "Summer Promotion",
      source: "webhook",
    });
  await webhooks.sendTest(name);
  isWanted(JSON.parse((await crm.received(1))[0]?.body ?? ""));
  await webhooks.edit(name);
  await webhooks.radio("Content type", "Form").click();
  await webhooks.save();
  await webhooks.sendTest(name);
  isWanted(formOf((await crm.received(2))[1]?.body ?? ""));
  await webhooks.edit(name);
  await webhooks.radio("Method", "GET").click();
  await webhooks.save();
  await webhooks.sendTest(name);
  isWanted(queryOf((await crm.received(3))[2]?.url ?? ""));
});

test("rows are checked while they are written, moved by keyboard, copied and removed; defaults, templates and empty fields do what they say", async ({
  page,
  receiver,
}) => {
  test.slow();
  const crm = await receiver();
  const name = unique("rows");
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await webhooks.event("Contact created").check();
  await webhooks.custom.click();
  await webhooks.map(1, "email", "Contact Email");
  await webhooks.addField();
  await webhooks.mapText(2, "email", "Template", "Dear ");
  await expect(webhooks.mapping).toContainText("email is there twice. Rename or remove one of them.");
  await webhooks.fieldName(2).fill("person.greeting");
  await expect(webhooks.mapping).not.toContainText("twice");
  await webhooks.mapping.getByRole("combobox", { name: "Insert a property into template 2" }).click();
  await page.getByPlaceholder("Search properties…").fill("contact.email");
  await page.getByRole("option", { name: "Contact Email" }).click();
  await expect(webhooks.mapping.getByRole("textbox", { name: "Template 2" })).toHaveValue("Dear {{ contact.email }}");
  await webhooks.addField();
  await webhooks.map(3, "link", "Link URL");
  await webhooks.mapping.getByRole("combobox", { name: "If field 3 is empty" }).click();
  await page.getByRole("option", { name: "Send a default" }).click();
  await webhooks.mapping.getByRole("textbox", { name: "Default 3" }).fill("none");
  await webhooks.mapping.getByRole("button", { name: "Duplicate field 3" }).click();
  await expect(webhooks.fieldName(4)).toHaveValue("link_2");
  await webhooks.mapping.getByRole("combobox", { name: "If field 4 is empty" }).click();
  await page.getByRole("option", { name: "Leave the field out" }).click();
  await webhooks.addField();
  await webhooks.mapText(5, "spare", "Custom value", "x");
  await webhooks.mapping.getByRole("button", { name: "Remove field 5" }).click();

  const up = webhooks.mapping.getByRole("button", { name: "Move field 3 up" });
  await up.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  expect(await webhooks.fieldNames()).toEqual(["link", "email", "person.greeting", "link_2"]);
  await expect(webhooks.mapping.getByRole("button", { name: "Move field 1 down" })).toBeFocused();

  await webhooks.name(name);
  await webhooks.save();
  await webhooks.sendTest(name);
  const [request] = await crm.received(1);
  const payload = JSON.parse(request?.body ?? "");
  expect(Object.keys(payload)).toEqual(["link", "email", "person"]);
  expect(payload).toEqual({ link: "none", email: payload.email, person: { greeting: `Dear ${payload.email}` } });
});

test("a preset fills the form in, can be taken back, and reaches the receiver as described", async ({
  page,
  receiver,
}) => {
  const chat = await receiver();
  const name = unique("chat");
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  const choose = async () => {
    await page.getByRole("button", { name: "Use a preset" }).click();
    await page.getByRole("menuitem", { name: /^Slack/ }).click();
  };
  await choose();
  await expect(page.getByText("Slack: how to set it up")).toBeVisible();
  await expect(webhooks.fieldName(1)).toHaveValue("text");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(webhooks.custom).not.toBeChecked();
  await expect(webhooks.event("Contact subscribed")).not.toBeChecked();
  await choose();
  await webhooks.url.fill(`${chat.url}/services/T0/B0`);
  await webhooks.name(name);
  await webhooks.save();
  await webhooks.sendTest(name);
  const [request] = await chat.received(1);
  expect(Object.keys(JSON.parse(request?.body ?? ""))).toEqual(["text"]);
});

test("only selected events arrive, of contacts that fit the filters", async ({ page, api, audience, receiver }) => {
  const newsletter = await audience();
  const crm = await receiver();
  const name = unique("filtered");
  const vip = unique("vip");
  await subscribe(api, newsletter.id, `${unique("first")}@example.com`, [vip]);
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await page.getByRole("button", { name: "Select all Contact events" }).click();
  await page.getByRole("button", { name: "Select no Contact events" }).click();
  await page.getByPlaceholder("Search events…").fill("subscribed");
  await webhooks.event("Contact subscribed").check();
  await page.getByRole("button", { name: /^Filters/ }).click();
  await page.getByRole("combobox", { name: "Tags" }).click();
  await page.getByPlaceholder("Search tags…").fill(vip);
  await page.getByRole("option", { name: vip, exact: true }).click();
  await page.keyboard.press("Escape");
  await webhooks.name(name);
  await webhooks.save();

  await subscribe(api, newsletter.id, `${unique("other")}@example.com`);
  const email = `${unique("user")}@example.com`;
  await subscribe(api, newsletter.id, email, [vip]);
  const [request] = await crm.received(1);
  expect(JSON.parse(request?.body ?? "")).toMatchObject({ type: "contact.subscribed", data: { contact: { email } } });
  expect(crm.requests).toHaveLength(1);
});

test("what happens while a webhook is paused is held, and sent when it is switched on and somebody says so", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const newsletter = await audience();
  const crm = await receiver();
  const name = unique("paused");
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await webhooks.event("Contact subscribed").check();
  await page.getByRole("switch", { name: "Log response body" }).click();
  await webhooks.name(name);
  await webhooks.save();
  const isActive = page.getByRole("switch", { name: `${name} is active` });
  await isActive.click();
  await expect(page.getByText(`${name} is paused. What happens meanwhile is held.`)).toBeVisible();

  const email = `${unique("user")}@example.com`;
  await subscribe(api, newsletter.id, email);
  const webhook = (await api.call(workspaceWebhookContracts.list, {})).items.find((each) => each.name === name);
  const deliveries = async () => (await api.call(listDeliveriesContract, { webhookId: webhook?.id })).items;
  await expect.poll(async () => (await deliveries()).map(({ state }) => state)).toEqual(["held"]);
  expect(crm.requests).toHaveLength(0);
  await webhooks.open();
  await expect(webhooks.row(name).getByRole("link", { name: "1", exact: true })).toBeVisible();
  await isActive.click();
  const question = page.getByRole("alertdialog", { name: `Switch ${name} on?` });
  await expect(question).toContainText("1 delivery was held while it was off.");
  await question.getByRole("button", { name: "Switch on and send" }).click();
  const [request] = await crm.received(1);
  expect(JSON.parse(request?.body ?? "")).toMatchObject({ data: { contact: { email } } });
  await expect.poll(async () => (await deliveries()).map(({ state }) => state)).toEqual(["succeeded"]);
  const [delivery] = await deliveries();
  const { attempts } = await api.call(getDeliveryContract, { deliveryId: delivery?.id ?? "" });
  expect(attempts[0]?.responseBody).not.toBeNull();

  await isActive.click();
  await expect(isActive).not.toBeChecked();
  await subscribe(api, newsletter.id, `${unique("dropped")}@example.com`);
  await expect.poll(async () => (await deliveries()).map(({ state }) => state)).toEqual(["held", "succeeded"]);
  await webhooks.open();
  await isActive.click();
  await question.getByRole("radio", { name: /^Drop it/ }).click();
  await question.getByRole("button", { name: "Switch on and drop" }).click();
  await expect.poll(async () => (await deliveries()).map(({ state }) => state)).toEqual(["failed", "succeeded"]);
  expect(crm.requests).toHaveLength(1);
});

test("a URL that may not be called is refused at its field, and nothing that was typed is lost", async ({ page }) => {
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  const save = page.getByRole("button", { name: "Add webhook" });
  await save.click();
  const alert = (text: string | RegExp) => page.getByRole("alert").filter({ hasText: text });
  await expect(alert("Enter the payload URL.")).toBeVisible();
  await expect(alert("Choose at least one event.")).toBeVisible();
  await webhooks.event("Contact created").check();
  for (const [url, text] of [
    ["http://example.com/hook", /https/i],
    ["https://169.254.169.254/hook", /169\.254\.169\.254/],
    ["https://user:pw@example.com/hook", /user name|credentials|password/i],
    ["nonsense", /URL|address/i],
  ] as const) {
    await webhooks.url.fill(url);
    await save.click();
    await expect(alert(text)).toBeVisible();
    await expect(webhooks.url).toHaveAttribute("aria-invalid", "true");
    await expect(webhooks.url).toHaveValue(url);
    await expect(webhooks.event("Contact created")).toBeChecked();
  }
});

test("a failed test shows the answer and says in plain words why it does not count; a redirect can be made to count", async ({
  page,
  receiver,
}) => {
  const crm = await receiver();
  crm.answer = () => ({ status: 302, headers: { location: "https://example.com/elsewhere" }, body: '{"moved":true}' });
  const name = unique("redirecting");
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await webhooks.event("Contact created").check();
  await webhooks.name(name);
  await webhooks.save();
  await webhooks.choose(name, "Send test");
  await webhooks.panel.getByRole("button", { name: "Send test" }).click();
  const result = page.getByTestId("test-result");
  await expect(result).toContainText("302");
  await expect(result).toContainText("Redirects are not followed");
  await expect(result).toContainText('"moved": true');
  await webhooks.panel.getByRole("tab", { name: "Verify requests" }).click();
  await webhooks.panel.getByRole("tab", { name: "Python" }).click();
  await expect(webhooks.panel).toContainText("hmac.compare_digest");
  await webhooks.panel.getByRole("button", { name: "Close" }).click();

  await webhooks.edit(name);
  await webhooks.advanced.click();
  await page.getByRole("switch", { name: "A redirect counts as delivered" }).click();
  await page.getByRole("textbox", { name: "Rate limit" }).fill("600");
  await page.getByRole("textbox", { name: "Concurrency" }).fill("3");
  await webhooks.save();
  await webhooks.sendTest(name);
});

test("leaving with changes asks first; a copy is off until somebody switches it on; deleting names what stops", async ({
  page,
  receiver,
}) => {
  const crm = await receiver();
  const name = unique("original");
  const webhooks = new Webhooks(page, workspacePath);
  await webhooks.open();
  await webhooks.add();
  await webhooks.url.fill(`${crm.url}/hook`);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("alertdialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay" }).click();
  await expect(webhooks.url).toHaveValue(`${crm.url}/hook`);
  await webhooks.event("Contact created").check();
  await webhooks.name(name);
  await webhooks.save();

  await webhooks.choose(name, "Duplicate");
  await page.waitForURL("**/new?from=*");
  await expect(webhooks.url).toHaveValue(`${crm.url}/hook`);
  await expect(page.getByRole("switch", { name: "Active" })).not.toBeChecked();
  await webhooks.save();
  await expect(page.getByRole("switch", { name: `Copy of ${name} is active` })).not.toBeChecked();

  await webhooks.choose(`Copy of ${name}`, "Delete");
  const confirm = page.getByRole("alertdialog", { name: `Delete Copy of ${name}?` });
  await expect(confirm).toContainText("no longer hears of the event it is subscribed to");
  await confirm.getByRole("button", { name: "Delete webhook" }).click();
  await expect(webhooks.row(`Copy of ${name}`)).toBeHidden();
  await expect(webhooks.row(name)).toBeVisible();
});
