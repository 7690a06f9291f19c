import { expect, open, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";

const jane = "jane@example.com";
const joe = "joe@example.com";

test("a group is created, its copied ID puts a contact in it, and deleting it says who leaves", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  await open(page, `${newsletter.path}/groups`);
  await page.getByRole("button", { name: "Create group" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("VIP");
  await page.getByRole("dialog").getByRole("button", { name: "Create group" }).click();
  await page.getByRole("button", { name: "Copy group ID" }).click();
  await expect(page.getByText("Copied")).toBeAttached();
  const groupIds = await page.evaluate(() => navigator.clipboard.readText());
  expect(await post(newsletter.urls.addAndUpdate, { email: jane, groupIds })).toMatchObject({ status: 200 });
  expect(await getContact(api, newsletter.id, jane)).toMatchObject({ groups: [{ id: groupIds, name: "VIP" }] });

  await page.getByRole("button", { name: "Actions for VIP" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Delete the group VIP?" });
  await expect(confirm).toContainText("1 contact will leave it.");
  await expect(confirm).toContainText("Requests that name its ID in groupIds will be refused.");
  await confirm.getByRole("button", { name: "Delete group" }).click();
  await expect(page.getByText("Group VIP deleted.")).toBeVisible();
  expect(await getContact(api, newsletter.id, jane)).toMatchObject({ groups: [] });
  expect(await post(newsletter.urls.addAndUpdate, { email: jane, groupIds })).toMatchObject({ status: 400 });
});

test("a name that another group has is refused at the name", async ({ page, audience }) => {
  const newsletter = await audience({ groups: ["VIP"] });
  await open(page, `${newsletter.path}/groups`);
  await page.getByRole("button", { name: "Create group" }).click();
  const dialog = page.getByRole("dialog", { name: "Create group" });
  await dialog.getByLabel("Name").fill("vip");
  await dialog.getByRole("button", { name: "Create group" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/VIP/i);
});

test("a renamed tag stays with its contacts", async ({ page, api, audience, post }) => {
  const newsletter = await audience();
  await post(newsletter.urls.addAndUpdate, { email: jane, tags: "custmer" });
  await open(page, `${newsletter.path}/tags`);
  await page.getByRole("button", { name: "Actions for custmer" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("customer");
  await page.getByRole("dialog").getByRole("button", { name: "Rename tag" }).click();
  await expect(page.getByRole("row").filter({ hasText: "customer" })).toContainText("1");
  await expect(page.getByText("custmer", { exact: true })).toBeHidden();
  expect(await getContact(api, newsletter.id, jane)).toMatchObject({ tags: ["customer"] });
});

test("merging a tag gives its contacts the other one and removes it", async ({ page, api, audience, post }) => {
  const newsletter = await audience();
  await post(newsletter.urls.addAndUpdate, { email: jane, tags: "client" });
  await post(newsletter.urls.addAndUpdate, { email: joe, tags: "client,customer" });
  await open(page, `${newsletter.path}/tags`);
  await page.getByRole("button", { name: "Actions for client" }).click();
  await page.getByRole("menuitem", { name: "Merge into another tag" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge client" });
  await dialog.getByRole("combobox", { name: "Merge into" }).click();
  await page.getByRole("option", { name: "customer" }).click();
  await expect(dialog).toContainText("2 contacts will get customer instead of client.");
  await dialog.getByRole("button", { name: "Merge tags" }).click();
  for (const email of [jane, joe])
    await expect.poll(async () => (await getContact(api, newsletter.id, email))?.tags).toEqual(["customer"]);
  await open(page, `${newsletter.path}/tags`);
  await expect(page.getByRole("row").filter({ hasText: "customer" })).toContainText("2");
  await expect(page.getByRole("button", { name: "Actions for client" })).toBeHidden();
});

test("deleting a tag says who loses it", async ({ page, api, audience, post }) => {
  const newsletter = await audience();
  await post(newsletter.urls.addAndUpdate, { email: jane, tags: "spring,summer" });
  await post(newsletter.urls.addAndUpdate, { email: joe, tags: "spring" });
  await open(page, `${newsletter.path}/tags`);
  await page.getByRole("button", { name: "Actions for spring" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Delete the tag spring?" });
  await expect(confirm).toContainText("2 contacts will lose it.");
  await confirm.getByRole("button", { name: "Delete tag" }).click();
  await expect(page.getByRole("button", { name: "Actions for spring" })).toBeHidden();
  await expect.poll(async () => (await getContact(api, newsletter.id, jane))?.tags).toEqual(["summer"]);
});
