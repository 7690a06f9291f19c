import { expect, open, test } from "./fixtures";
import { AudienceSettings } from "./pages/audience-settings";
import { Contacts } from "./pages/contacts";

test("from the first visit to a contact that another platform posted", async ({ launch, visitor, post }) => {
  // An app of its own has to start first, and then every step is one of a person.
  test.slow();
  const app = await launch({ firstVisit: true });
  const page = await visitor({ baseURL: app.url });

  await test.step("the first visitor becomes the owner of a workspace", async () => {
    await open(page, "/");
    await expect(page).toHaveURL(/\/setup$/);
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("Email").fill("ada@example.com");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByLabel("Workspace name").fill("Acme Marketing");
    await page.getByRole("button", { name: "Create account and workspace" }).click();
    await expect(page.getByRole("heading", { name: "Audiences" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Workspace Acme Marketing" })).toBeVisible();
  });

  await test.step("the setup is closed to whoever comes next", async () => {
    const next = await visitor({ baseURL: app.url });
    await next.goto("/setup");
    await expect(next).toHaveURL(/\/sign-in$/);
  });

  await test.step("an audience is created and opened", async () => {
    await page.getByRole("button", { name: "Create audience" }).first().click();
    await page.getByRole("dialog").getByLabel("Name").fill("Spring newsletter");
    await page.getByRole("dialog").getByRole("button", { name: "Create audience" }).click();
    await expect(page.getByRole("heading", { name: "Spring newsletter", level: 1 })).toBeVisible();
    await expect(page.getByText("No contacts yet")).toBeVisible();
  });

  const tabs = page.getByRole("navigation", { name: "Audience" });
  const groupId = await test.step("a group is created and its ID copied", async () => {
    await tabs.getByRole("link", { name: "Groups" }).click();
    await page.getByRole("button", { name: "Create group" }).first().click();
    await page.getByRole("dialog").getByLabel("Name").fill("VIP");
    await page.getByRole("dialog").getByRole("button", { name: "Create group" }).click();
    await page.getByRole("button", { name: "Copy group ID" }).click();
    await expect(page.getByText("Copied")).toBeAttached();
    const id = await page.evaluate(() => navigator.clipboard.readText());
    await expect(page.getByRole("row").filter({ hasText: "VIP" })).toContainText(id);
    return id;
  });

  const url = await test.step("Settings generates a webhook URL, and its copy is on the clipboard", async () => {
    const settings = new AudienceSettings(page);
    await tabs.getByRole("link", { name: "Settings" }).click();
    await expect(settings.regenerate).toBeHidden();
    await settings.generate.click();
    const { addAndUpdate, addOnly } = await settings.freshUrls();
    expect(addAndUpdate).toMatch(new RegExp(`^${app.url}/v1/audience-webhooks/[\\w-]{20,}/2$`));
    expect(addOnly).toBe(addAndUpdate.replace(/2$/, "1"));
    await page.getByRole("button", { name: "Copy Add and update" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(addAndUpdate);
    return addAndUpdate;
  });

  await test.step("a posted contact is in the table and on its page", async () => {
    const body = { email: "jane@example.com", firstName: "Jane", lastName: "Doe", tags: "spring", groupIds: groupId };
    expect(await post(url, body)).toMatchObject({ status: 200, json: { success: true, outcome: "created" } });
    const contacts = new Contacts(page);
    await tabs.getByRole("link", { name: "Contacts" }).click();
    const row = contacts.row("jane@example.com");
    for (const text of ["Jane Doe", "Active", "spring", "VIP"]) await expect(row).toContainText(text);
    const profile = await contacts.openProfile("jane@example.com");
    await expect(profile.status("Active")).toBeVisible();
    await expect(profile.fact("First name")).toHaveText("Jane");
    await expect(profile.fact("Last name")).toHaveText("Doe");
    await expect(profile.fact("Source")).toHaveText("Inbound webhook");
    await expect(profile.chips("Tags")).toHaveText(["spring"]);
    await expect(profile.chips("Groups")).toHaveText(["VIP"]);
  });
});
