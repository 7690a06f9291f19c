import { listFieldsContract } from "@/lib/audiences/fields/contract";
import { expect, open, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { RequestLog } from "./pages/request-log";

test("a number field becomes required after a look at what came without it, and then a post without it is a 400 that names it", async ({
  page,
  audience,
  post,
}) => {
  const newsletter = await audience();
  const { addAndUpdate } = newsletter.urls;
  await open(page, `${newsletter.path}/fields`);
  await page.getByRole("button", { name: "Add field" }).click();
  const sheet = page.getByRole("dialog", { name: "Add data field" });
  await sheet.getByLabel("Label").fill("Shoe size");
  await sheet.getByLabel("Type").click();
  await page.getByRole("option", { name: "Number" }).click();
  await sheet.getByRole("button", { name: "Add field" }).click();
  await expect(page.getByText("Shoe size added. Requests name it shoe_size.")).toBeVisible();

  expect(await post(addAndUpdate, { email: "before@example.com" })).toMatchObject({ status: 200 });
  expect(await post(addAndUpdate, { email: "sized@example.com", shoeSize: 42 })).toMatchObject({ status: 200 });

  await page.getByRole("switch", { name: "Shoe size is required" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Make Shoe size required?" });
  await expect(confirm).toContainText("1 of 2 accepted requests came without Shoe size");
  await confirm.getByRole("button", { name: "Make required" }).click();
  await expect(page.getByRole("switch", { name: "Shoe size is required" })).toBeChecked();

  const refused = await post(addAndUpdate, { email: "after@example.com" });
  expect(refused.status).toBe(400);
  expect(refused.json.message).toContain("Shoe size");
  const log = new RequestLog(page);
  await log.open(newsletter);
  await log.rows("after@example.com").click();
  await expect(log.inspector).toContainText(refused.json.message ?? "no message");
});

test("what is wrong with a new field is said at its input", async ({ page, audience }) => {
  const newsletter = await audience();
  await open(page, `${newsletter.path}/fields?add=true`);
  const sheet = page.getByRole("dialog", { name: "Add data field" });
  await sheet.getByRole("button", { name: "Add field" }).click();
  await expect(sheet.getByLabel("Label")).toHaveAttribute("aria-invalid", "true");
  await expect(sheet.getByRole("alert")).toContainText("can't be empty");
  await sheet.getByLabel("Label").fill("First name");
  await sheet.getByRole("button", { name: "Add field" }).click();
  await expect(sheet.getByRole("alert")).toContainText("first_name");
});

test("the order of the fields changes at once and stays", async ({ page, api, audience }) => {
  const newsletter = await audience({ fields: [{ label: "Company", type: "text" }] });
  await open(page, `${newsletter.path}/fields`);
  const names = page.getByRole("table", { name: "Data fields" }).getByRole("button", { name: /^Actions for/ });
  const order = () => names.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")));
  const actionsFor = (...labels: string[]) => labels.map((label) => `Actions for ${label}`);
  await expect.poll(order).toEqual(actionsFor("First name", "Last name", "Company"));
  await expect(page.getByRole("button", { name: "Move First name up" })).toBeDisabled();
  await page.getByRole("button", { name: "Move Company up" }).click();
  await page.getByRole("button", { name: "Move Company up" }).click();
  await expect.poll(order).toEqual(actionsFor("Company", "First name", "Last name"));
  await expect
    .poll(async () =>
      (await api.call(listFieldsContract, { audienceId: newsletter.id })).items.map((field) => field.label),
    )
    .toEqual(["Company", "First name", "Last name"]);
  await open(page, `${newsletter.path}/fields`);
  await expect.poll(order).toEqual(actionsFor("Company", "First name", "Last name"));
});

test("a field is dragged to another place, and Escape puts it back", async ({ page, api, audience }) => {
  const newsletter = await audience({ fields: [{ label: "Company", type: "text" }] });
  await open(page, `${newsletter.path}/fields`);
  const table = page.getByRole("table", { name: "Data fields" });
  const row = (label: string) =>
    table.getByRole("row").filter({ has: page.getByRole("button", { name: `Actions for ${label}`, exact: true }) });
  const order = async () =>
    (await api.call(listFieldsContract, { audienceId: newsletter.id })).items.map((field) => field.label);
  const drag = async (label: string, onto: string) => {
    await row(label).locator("[data-drag-handle]").hover();
    await page.mouse.down();
    await row(onto).hover();
  };

  await drag("Company", "First name");
  await expect(table.getByRole("row").nth(1)).toContainText("Company");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(table.getByRole("row").nth(1)).toContainText("First name");

  await drag("Company", "First name");
  await page.mouse.up();
  await expect(page.getByText("Company is now field 1 of 3.")).toBeAttached();
  await expect.poll(order).toEqual(["Company", "First name", "Last name"]);
  await drag("Company", "Last name");
  await page.mouse.up();
  await expect.poll(order).toEqual(["First name", "Last name", "Company"]);
  // Letting go is no click on the row, which would open the field.
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("deleting a field says how many contacts lose a value, and asks for its key", async ({
  page,
  api,
  audience,
  post,
}) => {
  const newsletter = await audience({ fields: [{ label: "Company", type: "text" }] });
  const email = "jane@example.com";
  expect(await post(newsletter.urls.addAndUpdate, { email, company: "Acme" })).toMatchObject({ status: 200 });
  await open(page, `${newsletter.path}/fields`);
  await page.getByRole("button", { name: "Actions for Company" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Delete the data field Company?" });
  await expect(confirm).toContainText("1 contact will lose their value.");
  await expect(confirm.getByRole("button", { name: "Delete field" })).toBeDisabled();
  await confirm.getByRole("textbox").fill("company");
  await confirm.getByRole("button", { name: "Delete field" }).click();
  await expect(page.getByText("Company deleted.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Actions for Company" })).toBeHidden();
  expect((await getContact(api, newsletter.id, email))?.fields).not.toHaveProperty("company");
});
