import { expect, hydrated, open, test } from "./fixtures";

test("⌘K opens the palette, and keys alone lead to another page", async ({ page }) => {
  await open(page, "/default/audiences");
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Command menu" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("mailb");
  await expect(palette.getByRole("option")).toHaveText(["Mailbox"]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/default\/mailbox$/);
  await expect(page.getByRole("heading", { name: "Mailbox" })).toBeVisible();
  await expect(palette).toBeHidden();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("the theme is the system's until another one is chosen, which stays", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, "/default/audiences");
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(background).toBe(light);
  await page.reload();
  await hydrated(page);
  expect(await background()).toBe(light);
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(background).toBe(dark);
});

test("a collapsed sidebar stays collapsed, from the first paint on", async ({ page }) => {
  await open(page, "/default/audiences");
  await expect(page.getByRole("button", { name: "Workspace Default" })).toContainText("Default");
  await page.getByRole("button", { name: "Collapse sidebar" }).click();
  await expect(page.getByRole("button", { name: "Workspace Default" })).not.toContainText("Default");
  const reloaded = await page.reload();
  expect(await reloaded?.text()).toContain("Open sidebar");
  await expect(page.getByRole("button", { name: "Workspace Default" })).not.toContainText("Default");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mailbox" }).click();
  await expect(page).toHaveURL(/\/default\/mailbox$/);
  await page.getByRole("button", { name: "Open sidebar" }).click();
  await expect(page.getByRole("button", { name: "Workspace Default" })).toContainText("Default");
});

test("the bar names the audience and its screen, and leads back", async ({ page, audience }) => {
  const newsletter = await audience();
  await open(page, `${newsletter.path}/settings`);
  const location = page.getByRole("navigation", { name: "Location" });
  await expect(location.getByRole("listitem")).toHaveText(["Default", "Audiences", newsletter.name, "Settings"]);
  await location.getByRole("link", { name: newsletter.name }).click();
  await expect(page).toHaveURL(new RegExp(`${newsletter.path}$`));
  await expect(location.getByRole("listitem")).toHaveText(["Default", "Audiences", newsletter.name]);
});
