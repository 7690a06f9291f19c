import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, hydrated, open, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { post } from "./fixtures/post";
import { AudienceSettings } from "./pages/audience-settings";
import { Contacts } from "./pages/contacts";
import { SetupInformation } from "./pages/setup-information";

const run = promisify(execFile);
const languages = ["curl", "JavaScript", "PHP", "Python", "HTML form"];

const age = { key: "age", label: "Age", type: "number", required: true } as const;

test("the example request follows the audience: required fields, groups, tags and SkipDoubleOptIn", async ({
  page,
  audience,
  post,
}) => {
  const newsletter = await audience({ fields: [age], groups: ["VIP", "Beta"] });
  const settings = new AudienceSettings(page);
  const setup = new SetupInformation(page);
  await settings.open(newsletter);
  await settings.setup.click();
  await expect.poll(() => setup.body()).toEqual({ email: "janedoe@example.com", age: 42, SkipDoubleOptIn: false });

  await setup.pick("Groups", "VIP");
  await setup.pick("Tags", "spring");
  await setup.sheet.getByRole("switch", { name: "SkipDoubleOptIn" }).click();
  const vip = newsletter.groups.find((group) => group.name === "VIP")?.id;
  const body = { email: "janedoe@example.com", age: 42, tags: "spring", groupIds: vip, SkipDoubleOptIn: true };
  await expect.poll(() => setup.body()).toEqual(body);
  await expect(setup.sheet.getByRole("tablist", { name: "Language" }).getByRole("tab")).toHaveText(languages);
  for (const language of languages) {
    await setup.showSample(language);
    for (const part of ["spring", String(vip), "SkipDoubleOptIn"]) await expect(setup.sample).toContainText(part);
  }
  expect(await post(newsletter.urls.addAndUpdate, await setup.body())).toMatchObject({ status: 200 });
});

/** Runs a curl command as it was copied; where there is no curl, the same request is sent from here. */
async function runCurl(command: string): Promise<unknown> {
  const hasCurl = await run("curl", ["--version"]).then(
    () => true,
    () => false,
  );
  if (hasCurl) return JSON.parse((await run("sh", ["-c", command.replace("curl ", "curl --silent ")])).stdout);
  const [, url = "", body = ""] = /^curl -X POST '([^']+)'.*--data-raw '(.*)'$/s.exec(command) ?? [];
  return (await post(url, body)).json;
}

test("the curl sample of a fresh URL works as it is copied", async ({ page, api, audience }) => {
  const newsletter = await audience({ fields: [age] });
  const settings = new AudienceSettings(page);
  const setup = new SetupInformation(page);
  await settings.open(newsletter);
  await settings.regenerate.click();
  await page.getByRole("button", { name: "Regenerate URL" }).click();
  await settings.saved.waitFor();
  await settings.setup.click();
  await setup.section("Code").getByRole("button", { name: "Copy code" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(await runCurl(command)).toMatchObject({ success: true, outcome: "created" });
  expect(await getContact(api, newsletter.id, "janedoe@example.com")).toMatchObject({ fields: { age: 42 } });
});

test("once the URL is saved the samples hold a placeholder instead of its secret", async ({ page, audience }) => {
  const newsletter = await audience();
  await open(page, `${newsletter.path}/settings?setup=request`);
  const setup = new SetupInformation(page);
  await expect(setup.sample).toContainText("/v1/audience-webhooks/YOUR_WEBHOOK_SECRET/2");
});

test("Send test as a dry run shows what would happen and changes nothing; for real it shows status and difference", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience({ fields: [age] });
  await open(page, `${newsletter.path}/settings?setup=test`);
  const setup = new SetupInformation(page);
  const email = "test@example.com";
  await setup.testBody.fill(JSON.stringify({ email, firstName: "Tess", age: 30 }));

  await setup.sheet.getByRole("button", { name: "Try without saving" }).click();
  await expect(setup.section("Answer")).toContainText("200");
  await expect(setup.section("What would change on the contact")).toContainText("Tess");
  expect(await getContact(api, newsletter.id, email)).toBeUndefined();

  await setup.dryRun.click();
  await setup.sheet.getByRole("button", { name: "Send test" }).click();
  await expect(setup.section("What changed on the contact")).toContainText("Tess");
  await expect(setup.section("Answer")).toContainText('"outcome": "created"');
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ fields: { first_name: "Tess", age: 30 } });

  await setup.testBody.fill(JSON.stringify({ email, age: "old" }));
  await setup.sheet.getByRole("button", { name: "Send test" }).click();
  await expect(setup.section("Answer")).toContainText("400");
  await expect(setup.section("Answer")).toContainText("Age must be a number");
  await expect(setup.section("What changed on the contact")).toContainText("Nothing");

  await open(page, newsletter.path);
  await expect(new Contacts(page).row(email)).toContainText("Tess");
});

test("the field reference lists every key with its type, and the answers every refusal", async ({ page, audience }) => {
  const newsletter = await audience({ fields: [age] });
  await open(page, `${newsletter.path}/settings?setup=fields`);
  const setup = new SetupInformation(page);
  const fields = setup.sheet.getByRole("table", { name: "Field reference" }).getByRole("row");
  await expect(fields.filter({ hasText: "age" })).toContainText(["Required"]);
  for (const key of ["email", "first_name", "last_name", "tags", "groupIds", "SkipDoubleOptIn"])
    await expect(fields.filter({ has: page.getByText(key, { exact: true }) })).toHaveCount(1);
  await setup.showTab("Answers");
  const refusals = setup.sheet.getByRole("table", { name: "Refusals by status" });
  for (const status of ["400", "404", "405", "409", "413", "415", "422", "503"])
    await expect(refusals.getByText(status, { exact: true })).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(refusals).toBeVisible();
});
