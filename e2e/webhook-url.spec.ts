import { deleteWebhookContract } from "@/lib/inbound/contract";
import { expect, hydrated, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { AudienceSettings } from "./pages/audience-settings";
import { RequestLog } from "./pages/request-log";

const email = "jane@example.com";
const secretOf = (url: string) => url.split("/").at(-2) ?? "";

test("a saved URL can't be seen again: not on the page, not in its HTML, only its last four characters", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  await api.call(deleteWebhookContract, { audienceId: newsletter.id });
  const settings = new AudienceSettings(page);
  await settings.open(newsletter);
  await settings.generate.click();
  const { addOnly } = await settings.freshUrls();
  const secret = secretOf(addOnly);
  await settings.saved.click();
  await expect(page.getByText(secret)).toHaveCount(0);

  const reloaded = await page.reload();
  await hydrated(page);
  expect(await reloaded?.text()).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  await expect(settings.fact("Add only")).toContainText(`${secret.slice(-4)}/1`);
  await expect(settings.fact("Add and update")).toContainText(`${secret.slice(-4)}/2`);
  await expect(settings.freshUrl("Add only")).toHaveCount(0);
});

test("leaving before the URL is saved asks first", async ({ page, api, audience }) => {
  const newsletter = await audience();
  await api.call(deleteWebhookContract, { audienceId: newsletter.id });
  const settings = new AudienceSettings(page);
  await settings.open(newsletter);
  await settings.generate.click();
  await settings.saved.waitFor();
  const asked = page.waitForEvent("dialog");
  const leaving = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await leaving;
  await expect(settings.saved).toBeVisible();
});

test("the add-only URL refuses an address it knows, the other one updates it, and the log says why", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const { addOnly, addAndUpdate } = newsletter.urls;
  expect(await post(addOnly, { email, firstName: "One" })).toMatchObject({ status: 200 });
  const refused = await post(addOnly, { email, firstName: "Two" });
  expect(refused).toMatchObject({ status: 409, json: { success: false } });
  expect(await post(addAndUpdate, { email, firstName: "Three" })).toMatchObject({
    status: 200,
    json: { outcome: "updated" },
  });
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ fields: { first_name: "Three" } });

  const log = new RequestLog(page);
  await log.open(newsletter);
  const rows = log.rows(email);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText("Updated");
  await expect(rows.nth(2)).toContainText("Added");
  await expect(rows.nth(1)).toContainText("409");
  await rows.nth(1).click();
  await expect(log.inspector).toContainText(refused.json.message ?? "no message");
  await expect(log.inspector).toContainText('"firstName": "Two"');
});

test("Regenerate names what breaks, kills the old URL at once and gives a new one", async ({
  page,
  audience,
  post,
}) => {
  const newsletter = await audience();
  expect(await post(newsletter.urls.addAndUpdate, { email })).toMatchObject({ status: 200 });
  const settings = new AudienceSettings(page);
  await settings.open(newsletter);
  await settings.regenerate.click();
  const confirm = page.getByRole("alertdialog", { name: "Regenerate the webhook URL?" });
  await expect(confirm).toContainText("The old URL stops working at once");
  await expect(confirm).toContainText("Update every platform and API that uses it");
  await expect(confirm).toContainText("1 request came through it in the last 24 hours");
  await confirm.getByRole("button", { name: "Regenerate URL" }).click();
  await settings.saved.waitFor();
  const fresh = await settings.freshUrls();
  expect(secretOf(fresh.addOnly)).not.toBe(secretOf(newsletter.urls.addOnly));
  expect(await post(newsletter.urls.addAndUpdate, { email })).toMatchObject({ status: 404 });
  expect(await post(newsletter.urls.addOnly, { email })).toMatchObject({ status: 404 });
  expect(await post(fresh.addAndUpdate, { email })).toMatchObject({ status: 200 });
});

test("Delete removes the URL, and the card offers to generate one", async ({ page, audience, post }) => {
  const newsletter = await audience();
  const settings = new AudienceSettings(page);
  await settings.open(newsletter);
  await settings.delete.click();
  const confirm = page.getByRole("alertdialog", { name: "Delete the inbound webhook?" });
  await expect(confirm).toContainText("requests to it get a 404");
  await confirm.getByRole("button", { name: "Delete webhook" }).click();
  await expect(settings.generate).toBeVisible();
  await expect(settings.regenerate).toBeHidden();
  expect(await post(newsletter.urls.addAndUpdate, { email })).toMatchObject({ status: 404 });
});
