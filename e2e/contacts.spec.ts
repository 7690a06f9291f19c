import { readFile } from "node:fs/promises";
import { createContactContract, listContactsContract } from "@/lib/contacts/contract";
import { createSegmentContract, getSegmentContract } from "@/lib/segments/contract";
import { expect, open, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { ContactSheet, Contacts } from "./pages/contacts";

const jane = "jane@example.com";

test("a contact is added by hand: what is missing is said at its field, and an address that is taken is explained", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience({
    fields: [{ label: "Age", type: "number", required: true }],
    groups: ["VIP"],
  });
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  await contacts.add.first().click();
  const sheet = new ContactSheet(page, "Add contact");
  await sheet.email.fill("nope");
  await sheet.submit("Add contact");
  await expect(sheet.error("Email")).toHaveText("Enter a valid email address, like jane@example.com.");
  await expect(sheet.error("Age")).toHaveText("Age is required.");

  await sheet.email.fill(jane);
  await sheet.field("First name").fill("Jane");
  await sheet.field("Age").fill("41");
  await sheet.addTag("customer");
  await sheet.addGroup("VIP");
  await sheet.submit("Add contact");
  await expect(page.getByText(`${jane} added.`)).toBeVisible();
  for (const text of ["Jane", "Active", "customer", "VIP"]) await expect(contacts.row(jane)).toContainText(text);
  expect(await getContact(api, newsletter.id, jane)).toMatchObject({ fields: { first_name: "Jane", age: 41 } });

  await contacts.add.click();
  await sheet.email.fill("JANE@example.com");
  await sheet.field("Age").fill("42");
  await sheet.submit("Add contact");
  await expect(sheet.error("Email")).toContainText("already");
  await sheet.sheet.getByRole("link", { name: "Open contact" }).click();
  await expect(page.getByRole("heading", { name: jane })).toBeVisible();
});

test("an edited contact shows its new values, and what changed is in its history", async ({ page, api, audience }) => {
  const newsletter = await audience();
  await api.call(createContactContract, {
    audienceId: newsletter.id,
    email: jane,
    fields: { first_name: "Jane" },
    tags: ["customer"],
  });
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  const profile = await contacts.openProfile(jane);
  await profile.edit.click();
  const sheet = new ContactSheet(page, "Edit contact");
  await sheet.field("First name").fill("Janet");
  await sheet.sheet.getByRole("button", { name: "Remove customer" }).click();
  await sheet.sheet.getByRole("radio", { name: "Unsubscribed" }).click();
  await sheet.submit("Save contact");
  await expect(page.getByText(`${jane} saved.`)).toBeVisible();
  await expect(profile.fact("First name")).toHaveText("Janet");
  await expect(profile.status("Unsubscribed")).toBeVisible();
  await expect(profile.chips("Tags")).toHaveCount(0);
  await expect(profile.history().filter({ hasText: "Contact updated" })).toContainText("Janet");
  await expect(profile.history().filter({ hasText: "Tag removed" })).toContainText("customer");
});

test("the list is narrowed by search, status, tag and group, and its filters survive a reload", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience({ groups: ["VIP"] });
  const audienceId = newsletter.id;
  const groupIds = newsletter.groups.map((group) => group.id);
  await api.call(createContactContract, { audienceId, email: "ada@example.com", fields: { last_name: "Lovelace" } });
  await api.call(createContactContract, { audienceId, email: "bob@example.com", tags: ["customer"] });
  await api.call(createContactContract, { audienceId, email: "cy@example.com", status: "unsubscribed", groupIds });
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  await expect(contacts.emails()).toHaveCount(3);

  await contacts.search.fill("love");
  await expect(contacts.emails()).toHaveText(["ada@example.com"]);
  await page.getByRole("button", { name: "Clear search" }).click();
  await contacts.show("Unsubscribed");
  await expect(contacts.emails()).toHaveText(["cy@example.com"]);
  await open(page, page.url());
  await expect(contacts.emails()).toHaveText(["cy@example.com"]);
  await contacts.show("All");
  await contacts.filter("Tag", "customer");
  await expect(contacts.emails()).toHaveText(["bob@example.com"]);
  await page.getByRole("button", { name: "Remove filter Tag" }).click();
  await contacts.filter("Group", "VIP");
  await expect(contacts.emails()).toHaveText(["cy@example.com"]);
  await contacts.search.fill("nobody");
  await expect(page.getByText("No contact matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(contacts.emails()).toHaveCount(3);
});

test("Load more appends the next page, and every contact is shown once", async ({ page, api, audience, post }) => {
  const newsletter = await audience();
  const all = Array.from({ length: 60 }, (_, index) => `contact-${index}@example.com`);
  const replies = await Promise.all(all.map((email) => post(newsletter.urls.addAndUpdate, { email })));
  expect(replies.every((reply) => reply.status === 200)).toBe(true);
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  await expect(contacts.emails()).toHaveCount(50);
  await expect(page.getByText("50 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(contacts.emails()).toHaveCount(60);
  await expect(page.getByRole("button", { name: "Load more" })).toBeHidden();
  expect((await contacts.emails().allInnerTexts()).toSorted()).toEqual(all.toSorted());
  const { items } = await api.call(listContactsContract, { audienceId: newsletter.id, limit: 500 });
  expect(items).toHaveLength(60);
});

test("a deleted contact is gone from the list, and its address from the request log", async ({
  page,
  audience,
  post,
}) => {
  const newsletter = await audience();
  await post(newsletter.urls.addAndUpdate, { email: jane, firstName: "Jane" });
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  const profile = await contacts.openProfile(jane);
  await profile.delete.click();
  const confirm = page.getByRole("alertdialog", { name: `Delete ${jane}` });
  await expect(confirm).toContainText("Its personal data is scrubbed");
  await confirm.getByRole("button", { name: "Delete contact" }).click();
  await expect(page.getByText("No contacts yet")).toBeVisible();
  await open(page, `${newsletter.path}/requests`);
  const rows = page.getByRole("table", { name: "Requests" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: jane })).toHaveCount(0);
});

test("several contacts get tags and groups, are exported and deleted; what the filters hide is not", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience({ groups: ["VIP"] });
  const audienceId = newsletter.id;
  for (const name of ["ada", "bob", "cy"])
    await api.call(createContactContract, { audienceId, email: `${name}@example.com`, tags: ["old"] });
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  await contacts.choose("ada@example.com", "bob@example.com");
  await expect(page.getByText("2 selected")).toBeVisible();

  await page.getByRole("button", { name: "Tags and groups" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags and groups of 2 contacts" });
  await dialog.getByRole("button", { name: "Change 2 contacts" }).click();
  await expect(dialog.getByText("Choose at least one tag or group.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Add tags" }).click();
  await page.getByPlaceholder("Search or create tags…").fill("new");
  await page.getByRole("option", { name: "new" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("combobox", { name: "Take off tags" }).click();
  await page.getByRole("option", { name: "old" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("combobox", { name: "Add to groups" }).click();
  await page.getByRole("option", { name: "VIP" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Change 2 contacts" }).click();
  await expect(page.getByText("2 contacts changed.")).toBeVisible();
  await expect(contacts.row("ada@example.com")).toContainText("new");
  const { items } = await api.call(listContactsContract, { audienceId, group: "VIP" });
  expect(items.map(({ email, tags }) => [email, tags])).toEqual([
    ["bob@example.com", ["new"]],
    ["ada@example.com", ["new"]],
  ]);

  await contacts.choose("ada@example.com", "cy@example.com");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).first().click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv).toContain("ada@example.com");
  expect(csv).not.toContain("bob@example.com");

  await contacts.search.fill("cy");
  await expect(page.getByText("1 selected")).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete 1 contact" }).click();
  await expect(page.getByText("1 contact deleted.")).toBeVisible();
  const left = await api.call(listContactsContract, { audienceId });
  expect(left.items.map(({ email }) => email)).toEqual(["bob@example.com", "ada@example.com"]);
});

test("the list is narrowed to a segment", async ({ page, api, audience }) => {
  const newsletter = await audience();
  const audienceId = newsletter.id;
  await api.call(createContactContract, { audienceId, email: "ada@example.com", tags: ["customer"] });
  await api.call(createContactContract, { audienceId, email: "bob@example.com" });
  const rules = { all: [{ field: "contact.tags", op: "contains", value: "customer" }] };
  const { id: segmentId } = await api.call(createSegmentContract, { audienceId, name: "Customers", rules });
  await expect.poll(async () => (await api.call(getSegmentContract, { audienceId, segmentId })).memberCount).toBe(1);
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  await contacts.filter("Segment", "Customers");
  await expect(contacts.emails()).toHaveText(["ada@example.com"]);
  await open(page, page.url());
  await expect(contacts.emails()).toHaveText(["ada@example.com"]);
});
