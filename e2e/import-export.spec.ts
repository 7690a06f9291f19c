import { readFile } from "node:fs/promises";
import { createContactContract, listContactsContract } from "@/lib/contacts/contract";
import { listImportsContract } from "@/lib/imports/contract";
import { createApi, expect, owner, seedAudience, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { Contacts } from "./pages/contacts";
import { Import } from "./pages/import";

const people = [
  "E-Mail;First name;Shoe size;Tags;Status",
  'ada@example.com;Ada;38;"vip, early";active',
  "bo@example.com;Bo;41;;",
  "no address;Cy;40;;",
  "gone@example.com;Dee;39;;subscribed",
  '"un"quoted;Eve;40;;',
].join("\r\n");

test("a file is mapped, run dry and imported; its report says which rows were refused, and the contacts can be exported", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  await api.call(createContactContract, {
    audienceId: newsletter.id,
    email: "gone@example.com",
    status: "unsubscribed",
  });
  const contacts = new Contacts(page);
  const imports = new Import(page);
  await contacts.open(newsletter);
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await imports.choose("people.csv", people);

  await expect(page.getByRole("heading", { name: "people.csv" })).toBeVisible();
  await expect(imports.column("E-Mail")).toHaveText("Email address");
  await expect(imports.column("First name")).toHaveText("First name");
  await expect(imports.column("Shoe size")).toHaveText("Do not import");
  await imports.put("Shoe size", "Create a new field…");
  const dialog = page.getByRole("dialog", { name: "Create a data field" });
  await dialog.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: /^Number/ }).click();
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(imports.column("Shoe size")).toHaveText("Shoe size");

  await imports.runDry.click();
  await expect(imports.figure("Would be created")).toHaveText("2");
  await expect(imports.figure("Would be updated")).toHaveText("1");
  await expect(imports.figure("Would be refused")).toHaveText("2");
  await expect(page.getByRole("row", { name: "4 no address The address is not valid." })).toBeVisible();
  expect((await api.call(listContactsContract, { audienceId: newsletter.id })).items).toHaveLength(1);

  await imports.start();
  await expect(page.getByText("The import is done")).toBeVisible();
  await expect(imports.figure("Created")).toHaveText("2");
  const issues = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect(await readFile(await (await issues).path(), "utf8")).toContain("4,no address,The address is not valid.");

  expect(await getContact(api, newsletter.id, "ada@example.com")).toMatchObject({
    status: "subscribed",
    fields: { first_name: "Ada", shoe_size: 38 },
    tags: ["early", "vip"],
  });
  expect(await getContact(api, newsletter.id, "gone@example.com")).toMatchObject({
    status: "unsubscribed",
    fields: { first_name: "Dee" },
  });

  await page.getByRole("link", { name: "Show contacts" }).click();
  await contacts.show("Active");
  await expect(contacts.emails()).toHaveCount(2);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv.trim().split("\r\n")).toHaveLength(3);
  expect(csv).toContain("ada@example.com,subscribed,Ada,,38,");

  await imports.open(newsletter);
  await expect(page.getByRole("row", { name: /people\.csv/ })).toContainText("2 new, 1 updated, 2 refused");
});

test("a file in another encoding is refused with its line, and taken as Windows-1252 when asked", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  const imports = new Import(page);
  await imports.open(newsletter);
  await imports.choose("old.csv", Buffer.from("email,first_name\nzoe@example.com,Zo\xeb\n", "latin1"));
  await expect(page.getByRole("alert").filter({ hasText: "Line 2 is not valid UTF-8" })).toBeVisible();
  await page.getByRole("button", { name: "Upload as Windows-1252" }).click();
  await expect(page.getByRole("heading", { name: "old.csv" })).toBeVisible();
  await imports.start();
  await expect(page.getByText("The import is done")).toBeVisible();
  expect(await getContact(api, newsletter.id, "zoe@example.com")).toMatchObject({ fields: { first_name: "Zoë" } });
});

test("kill -9 in the middle of an import: it goes on after the restart, and every row is there once", async ({
  launch,
}) => {
  // The app starts twice.
  test.slow();
  const app = await launch({});
  const api = createApi(app.url, owner.apiKey);
  const { id: audienceId } = await seedAudience(api);
  const rows = 60_000;
  const base = `${app.url}/api/v1/workspaces/default/audiences/${audienceId}/imports`;
  const headers = { authorization: `Bearer ${owner.apiKey}` };
  const text = `email\n${Array.from({ length: rows }, (_, index) => `row-${index}@example.com\n`).join("")}`;
  const uploaded = await fetch(base, {
    method: "POST",
    headers: { ...headers, "content-type": "text/csv" },
    body: text,
  });
  expect(uploaded.status).toBe(201);
  const { id, suggested } = await uploaded.json();
  const started = await fetch(`${base}/${id}/start`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ mapping: suggested, consent: true }),
  });
  expect(started.status).toBe(202);
  const run = async () => (await api.call(listImportsContract, { audienceId })).items[0]?.run;
  await expect.poll(async () => (await run())?.done ?? 0, { intervals: [20] }).toBeGreaterThan(0);
  await app.kill();
  await app.start();
  // A step that died is taken over when its lease of a minute has ended.
  await expect.poll(async () => (await run())?.state, { timeout: 150_000 }).toBe("done");
  expect((await run())?.report).toMatchObject({ created: rows, updated: 0, unchanged: 0, refused: 0 });
});
