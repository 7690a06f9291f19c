import { createHmac } from "node:crypto";
import { createFieldContract } from "@/lib/audiences/fields/contract";
import { createWorkspaceWebhookContract, getWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";
import { expect, hydrated, open, test, unique } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { InboundWebhooks } from "./pages/inbound-webhooks";
import { SetupInformation } from "./pages/setup-information";

const acknowledged = { success: true, message: "Acknowledged. The webhook has been processed." };
const unknownUrl = {
  success: false,
  message: "It looks like the webhook you're trying to access doesn't exist.",
};

test("a new webhook starts with the workspace's default audience", async ({ page, audience }) => {
  // Without a choice it is the oldest one.
  await audience();
  const chosen = await audience();
  await open(page, "/default/settings");
  await page.getByRole("combobox", { name: "Default audience" }).click();
  await page.getByRole("option", { name: chosen.name }).click();
  await page.getByRole("button", { name: "Save audience" }).click();
  await expect(page.getByText("Default audience saved")).toBeVisible();
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  await webhooks.create.click();
  await expect(webhooks.sheet.getByRole("combobox", { name: "Audience" })).toContainText(chosen.name);
});

test("the four types are created with their tags, and each URL does to a contact what its card says", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const email = `${unique("cersei")}@example.com`;
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  const contact = () => getContact(api, newsletter.id, email);
  const send = async (url: string) =>
    expect(await post(url, { email_address: email, first_name: "Cersei" })).toMatchObject({
      status: 200,
      json: acknowledged,
    });

  const unconfirmed = unique("unconfirmed");
  await webhooks.fill(unconfirmed, "Unconfirmed", newsletter.name);
  await expect(webhooks.sheet).toContainText("A contact that is Active becomes Pending too");
  await webhooks.addTag("lannister");
  await send(await webhooks.save(unconfirmed));
  expect(await contact()).toMatchObject({ status: "unconfirmed", tags: ["lannister"] });

  const subscribed = unique("subscribed");
  await webhooks.fill(subscribed, "Subscribed", newsletter.name);
  await webhooks.addTag("gold");
  await send(await webhooks.save(subscribed));
  expect(await contact()).toMatchObject({ status: "subscribed", fields: { first_name: "Cersei" } });
  expect((await contact())?.tags.toSorted()).toEqual(["gold", "lannister"]);
  await expect(webhooks.row(subscribed)).toContainText("SUBSCRIBED");
  await expect(webhooks.row(subscribed)).toContainText("gold");

  const unsubscribed = unique("unsubscribed");
  await webhooks.fill(unsubscribed, "Unsubscribed", newsletter.name);
  await expect(webhooks.sheet.getByRole("textbox", { name: "Tags" })).toBeDisabled();
  await expect(webhooks.sheet).toContainText("there is nobody to tag");
  await send(await webhooks.save(unsubscribed));
  expect(await contact()).toMatchObject({ status: "unsubscribed" });

  const deleting = unique("delete");
  await webhooks.fill(deleting, "Delete", newsletter.name);
  await webhooks.sheet.getByRole("button", { name: "Create webhook" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Let this webhook delete contacts?" });
  await expect(confirm).toContainText("from every audience of this workspace");
  await expect(confirm.getByRole("button", { name: "Create webhook" })).toBeDisabled();
  await confirm.getByRole("textbox").fill("delete contacts");
  await confirm.getByRole("button", { name: "Create webhook" }).click();
  await send(await webhooks.copyFrom(`${deleting} is ready`));
  expect(await contact()).toBeUndefined();
});

test("a name counts its characters and takes 64 of them, no more", async ({ page, audience }) => {
  const newsletter = await audience();
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  await webhooks.fill("x".repeat(65), "Subscribed", newsletter.name);
  await expect(webhooks.sheet).toContainText("65/64");
  await webhooks.sheet.getByRole("button", { name: "Create webhook" }).click();
  await expect(webhooks.sheet.getByRole("alert")).toHaveText("The name may have at most 64 characters.");
  const name = unique("n").padEnd(64, "x");
  await webhooks.name.fill(name);
  await expect(webhooks.sheet).toContainText("64/64");
  await webhooks.save(name);
  await expect(webhooks.row(name)).toBeVisible();
});

test("Rotate URL says what breaks, kills the old URL and shows the new one; Delete ends it", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const name = unique("Shop");
  const { url } = await api.call(createWorkspaceWebhookContract, {
    name,
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
  });
  const request = { email_address: "jane@example.com" };
  expect(await post(url, request)).toMatchObject({ status: 200 });
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  await expect(webhooks.row(name).getByRole("link", { name: `${name}: 1 ok, 0 errors in 24 h` })).toBeVisible();

  await webhooks.choose(name, "Rotate URL");
  const rotate = page.getByRole("alertdialog");
  await expect(rotate).toContainText("The old URL stops working at once");
  await expect(rotate).toContainText("1 request came through it in the last 24 hours");
  await rotate.getByRole("button", { name: "Rotate URL" }).click();
  const fresh = await webhooks.copyFrom(`New URL of ${name}`);
  expect(fresh).not.toBe(url);
  expect(await post(url, request)).toMatchObject({ status: 404, json: unknownUrl });
  expect(await post(fresh, request)).toMatchObject({ status: 200 });

  await page.reload();
  await hydrated(page);
  await webhooks
    .row(name)
    .getByRole("button", { name: `Copy URL of ${name}` })
    .click();
  expect(await webhooks.clipboard()).toBe(fresh);

  await webhooks.choose(name, "Delete");
  const confirm = page.getByRole("alertdialog", { name: `Delete ${name}?` });
  await expect(confirm).toContainText("for good");
  await confirm.getByRole("button", { name: "Delete webhook" }).click();
  await expect(webhooks.row(name)).toHaveCount(0);
  expect(await post(fresh, request)).toMatchObject({ status: 404, json: unknownUrl });
});

test("a paused webhook answers as if it did not exist, until it is active again", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const name = unique("Paused");
  const { url } = await api.call(createWorkspaceWebhookContract, {
    name,
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
  });
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  const active = webhooks.row(name).getByRole("switch", { name: `${name} is active` });
  await active.click();
  await expect(page.getByText(`${name} is paused: its URL answers 404.`)).toBeVisible();
  expect(await post(url, { email_address: "jane@example.com" })).toMatchObject({ status: 404, json: unknownUrl });
  await active.click();
  await expect(page.getByText(`${name} is active again.`)).toBeVisible();
  expect(await post(url, { email_address: "jane@example.com" })).toMatchObject({ status: 200 });
});

test("setup information holds the real URL, a GET sample and the four documented refusals, and Send test goes through it", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  const name = unique("Forms");
  const { url } = await api.call(createWorkspaceWebhookContract, {
    name,
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
    tags: ["form"],
  });
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  await webhooks.choose(name, "View setup information");
  const setup = new SetupInformation(page);
  await expect.poll(() => setup.body()).toMatchObject({ email_address: "janedoe@example.com", first_name: "Jane" });
  await expect(setup.sample).toContainText(url);
  await setup.sheet.getByRole("radio", { name: "GET" }).click();
  await expect(setup.sample).toContainText(`curl --get '${url}'`);

  await setup.showTab("Answers");
  const refusals = setup.sheet.getByRole("table", { name: "Refusals by status" });
  for (const message of [
    "Please provide an email address in the webhook data.",
    "Please provide a valid email address",
    unknownUrl.message,
    "We were unable to find the contact.",
  ])
    await expect(refusals.getByText(message, { exact: true })).toBeVisible();

  await setup.showTab("Send test");
  const email = `${unique("test")}@example.com`;
  await setup.sheet.getByRole("textbox", { name: "Query string" }).fill(`email_address=${email}&first_name=Tess`);
  await setup.sheet.getByRole("button", { name: "Try without saving" }).click();
  await expect(setup.section("Answer")).toContainText(acknowledged.message);
  await expect(setup.section("What would change on the contact")).toContainText("Tess");
  expect(await getContact(api, newsletter.id, email)).toBeUndefined();

  await setup.dryRun.click();
  await setup.sheet.getByRole("button", { name: "Send test" }).click();
  await expect(setup.section("What changed on the contact")).toContainText("Tess");
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ status: "subscribed", tags: ["form"] });
});

test("a foreign payload is mapped by clicking the values of its last request", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  await api.call(createFieldContract, { audienceId: newsletter.id, key: "city", label: "City", type: "text" });
  const name = unique("Foreign");
  const { id, url } = await api.call(createWorkspaceWebhookContract, {
    name,
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
  });
  const email = `${unique("bob")}@example.com`;
  const order = { customer: { contact: email, home: { city: "Bern" } }, total: 12 };
  expect(await post(url, order)).toMatchObject({ status: 400 });

  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  await webhooks.choose(name, "Edit");
  await webhooks.advanced.click();
  await webhooks.sheet.getByRole("radio", { name: /^By a mapping/ }).click();
  await webhooks.sheet.getByRole("button", { name: "Learn from the last request" }).click();
  for (const path of ["customer.contact", "customer.home.city"])
    await webhooks.sheet.getByRole("button", { name: `Map ${path}` }).click();
  for (const [line, field] of [
    ["customer.contact", "Email address"],
    ["customer.home.city", "City"],
  ] as const)
    await webhooks.mapTo(line, field);
  await webhooks.sheet.getByRole("button", { name: "Save webhook" }).click();
  await expect(webhooks.sheet).toBeHidden();
  expect((await api.call(getWorkspaceWebhookContract, { webhookId: id })).mapping).toEqual([
    { path: "customer.contact", field: "email" },
    { path: "customer.home.city", field: "city" },
  ]);
  expect(await post(url, order)).toMatchObject({ status: 200, json: acknowledged });
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ fields: { city: "Bern" } });
});

test("a signature check keeps its secret when it is left blank, and refuses what is not signed", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const name = unique("Signed");
  const { url } = await api.call(createWorkspaceWebhookContract, {
    name,
    type: "SUBSCRIBED",
    audienceId: newsletter.id,
  });
  const webhooks = new InboundWebhooks(page);
  await webhooks.open();
  await webhooks.choose(name, "Edit");
  await webhooks.advanced.click();
  await webhooks.sheet.getByRole("radio", { name: /^HMAC header/ }).click();
  await webhooks.sheet.getByRole("textbox", { name: "Header" }).fill("X-Webhook-Signature");
  await webhooks.sheet.getByLabel("Secret").fill("a secret of the story");
  await webhooks.sheet.getByRole("button", { name: "Save webhook" }).click();
  await expect(webhooks.sheet).toBeHidden();
  expect(await post(url, { email_address: "jane@example.com" })).toMatchObject({ status: 401 });

  await webhooks.choose(name, "Edit");
  await webhooks.name.fill(`${name} 2`);
  await expect(webhooks.sheet.getByPlaceholder("Leave blank to keep the current secret")).toHaveValue("");
  await webhooks.sheet.getByRole("button", { name: "Save webhook" }).click();
  await expect(webhooks.sheet).toBeHidden();
  const body = JSON.stringify({ email_address: "jane@example.com" });
  const signature = createHmac("sha256", "a secret of the story").update(body).digest("hex");
  expect(await post(url, body, "application/json", { "x-webhook-signature": signature })).toMatchObject({
    status: 200,
  });
});
