import { createAudienceContract, listAudiencesContract } from "@/lib/audiences/contract";
import { createApi, expect, open, test, unique } from "./fixtures";

test("an API key is shown once, works with its role, and is refused once it is revoked", async ({ page, app }) => {
  const name = unique("Shop");
  await open(page, "/default/settings/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API key" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("radio", { name: "Viewer" }).click();
  await dialog.getByRole("button", { name: "Create key" }).click();
  await dialog.getByRole("button", { name: "Copy API key" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^tg_[\w-]{32,}$/);
  const key = await page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole("button", { name: "I have saved it" }).click();

  const shop = createApi(app.url, key);
  expect((await shop.call(listAudiencesContract, {})).items).toBeDefined();
  expect(await shop.status(createAudienceContract, { name: "Not a viewer's" })).toBe(403);

  const row = page.getByRole("row").filter({ hasText: name });
  await open(page, "/default/settings/api-keys");
  await expect(row).toContainText(`tg_…${key.slice(-4)}`);
  expect(await page.content()).not.toContain(key);

  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  const confirm = page.getByRole("alertdialog", { name: `Revoke ${name}?` });
  await expect(confirm).toContainText("is refused from now on, with 401");
  await confirm.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText(`${name} was revoked`)).toBeVisible();
  await expect(row).toHaveCount(0);
  expect(await shop.status(listAudiencesContract, {})).toBe(401);
});
