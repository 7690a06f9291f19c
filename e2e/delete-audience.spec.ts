import { listAudiencesContract } from "@/lib/audiences/contract";
import { createContactContract } from "@/lib/contacts/contract";
import { expect, open, test } from "./fixtures";

test("an audience is deleted after its name was typed, its URL stops, and it is gone from the list", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const audienceId = newsletter.id;
  for (const name of ["ada", "bob"])
    await api.call(createContactContract, { audienceId, email: `${name}@example.com` });
  await open(page, `${newsletter.path}/settings`);
  await page.getByRole("button", { name: "Delete audience" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("2 contacts will be deleted");
  const confirm = question.getByRole("button", { name: "Delete audience" });
  await expect(confirm).toBeDisabled();
  const { items } = await api.call(listAudiencesContract, {});
  await question.getByRole("textbox").fill(items.find(({ id }) => id === audienceId)?.name ?? "");
  await confirm.click();
  await page.waitForURL("**/audiences");
  expect(await post(newsletter.urls.addAndUpdate, { email: "cy@example.com" })).toMatchObject({ status: 404 });
  const left = await api.call(listAudiencesContract, {});
  expect(left.items.some(({ id }) => id === audienceId)).toBe(false);
});
