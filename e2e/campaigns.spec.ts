import { createCampaignContract, getCampaignContract, listCampaignsContract } from "@/lib/campaigns/contract";
import { createContactContract } from "@/lib/contacts/contract";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { expect, open, send, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";
import { getContact } from "./fixtures/contacts";
import { CampaignEditor, Campaigns, Report } from "./pages/campaigns";
import { Mailbox } from "./pages/mailbox";

/** Programs that call themselves otherwise are counted apart. */
const reader = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0" };

const ready = {
  subject: "Hello {{ contact.first_name }}",
  fromName: "Harbour",
  fromEmail: "hello@harbour.example",
  html: '<p>Hi {{ contact.first_name }}</p><p><a href="https://example.com/sale">Sale</a></p>',
};

/** The HTML of the one mail to an address, as it was written for it. */
async function mailTo(api: Api, to: string): Promise<string> {
  let html = "";
  await expect
    .poll(async () => {
      const { items } = await api.call(listMailboxContract, { to });
      html = items[0]?.html ?? "";
      return html;
    })
    .not.toBe("");
  return html;
}

/** An address in a mail's HTML that leads to one of our public paths. */
function addressIn(html: string, path: "/o/" | "/c/" | "/unsubscribe/"): string {
  const found = html.match(/https?:\/\/[^"'\s<>]+/g)?.find((address) => address.includes(path));
  if (found === undefined) throw new Error(`the mail has no address with ${path}`);
  return found.replaceAll("&amp;", "&");
}

test("a campaign is written, looked at as a contact, tested, sent, and reports who opened, clicked and left", async ({
  page,
  api,
  audience,
}) => {
  // Its steps follow one another through the whole life of a campaign.
  test.slow();
  const newsletter = await audience();
  const ann = `${unique("ann")}@example.com`;
  const bob = `${unique("bob")}@example.com`;
  const gone = `${unique("gone")}@example.com`;
  const tester = `${unique("tester")}@example.com`;
  const audienceId = newsletter.id;
  await api.call(createContactContract, {
    audienceId,
    email: ann,
    fields: { first_name: "Ann" },
    status: "subscribed",
  });
  await api.call(createContactContract, { audienceId, email: bob, status: "subscribed" });
  await api.call(createContactContract, { audienceId, email: gone, status: "unsubscribed" });
  const name = unique("Spring letter");

  const campaigns = new Campaigns(page);
  await campaigns.open();
  const editor = await campaigns.create(name, newsletter.name);

  await test.step("a template is a start, merge tags are put where the cursor is, and everything is saved by itself", async () => {
    await page.getByRole("button", { name: "Plain letter" }).click();
    await expect(editor.html).toHaveValue(/Until soon/);
    await editor.subject.fill("Good morning, ");
    await editor.insertMergeTag("the subject", "First name", "friend");
    await expect(editor.subject).toHaveValue('Good morning, {{ contact.first_name | default: "friend" }}');
    await expect(editor.subject).toBeFocused();
    await editor.fromName.fill("Harbour");
    await editor.fromEmail.fill("hello@harbour.example");
    await expect(editor.saveState).toHaveText("Saved");
  });

  await test.step("the preview shows the mail as each contact would get it", async () => {
    await editor.previewAs(ann);
    await expect(editor.preview.getByText("Good morning, Ann")).toBeVisible();
    await expect(editor.mail.getByText("Hello Ann,")).toBeVisible();
    await editor.previewAs(bob);
    await expect(editor.preview.getByText("Good morning, friend")).toBeVisible();
    await expect(editor.mail.getByText("Hello there,")).toBeVisible();
    await expect(page.getByText("1 more is in the audience but not Active")).toBeVisible();
  });

  const review = await editor.review();
  await test.step("a test arrives and counts nobody", async () => {
    await expect(page.getByRole("heading", { name: "Ready to send" })).toBeVisible();
    await review.sendTest(tester);
    await expect(page.getByText("The test is on its way.")).toBeVisible();
    const reviewed = page.url();
    const mailbox = new Mailbox(page);
    await mailbox.openMailTo(tester);
    await expect(mailbox.mail).toContainText("[Test] Good morning,");
    await open(page, reviewed);
  });

  const report = await review.send("2 contacts");
  await test.step("it is sent to the Active contacts alone", async () => {
    await expect(report.status("Sent")).toBeVisible({ timeout: 20_000 });
    await expect(report.recipients.getByRole("row")).toHaveCount(3);
    await expect(report.recipient(ann)).toContainText("Captured");
    await expect(report.recipients).not.toContainText(gone);
    await expect(page.getByText("2 of 2")).toBeVisible();
  });

  const html = await mailTo(api, ann);
  await test.step("opens and clicks are counted as they happen", async () => {
    expect((await send(addressIn(html, "/o/"), { headers: reader })).status).toBe(200);
    await expect(report.number("Opened")).toContainText("50 % of sent", { timeout: 20_000 });
    // Nobody clicks in the moment in which a mail is sent: such clicks are a program's.
    await expect(async () => {
      const click = await send(addressIn(html, "/c/"), { headers: reader });
      expect(click.headers.get("location")).toContain("https://example.com");
      await expect(report.number("Clicked")).toContainText("50 % of sent", { timeout: 12_000 });
    }).toPass();
    await expect(report.links).toContainText("https://example.com");
    await report.number("Clicked").click();
    await expect(report.recipients.getByRole("row")).toHaveCount(2);
    await expect(report.recipient(ann)).toBeVisible();
  });

  await test.step("unsubscribing ends the subscription and is told", async () => {
    const left = await send(addressIn(html, "/unsubscribe/"), {
      method: "POST",
      headers: { ...reader, "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(left.status).toBeLessThan(400);
    await expect(report.number("Unsubscribed")).toContainText("50 % of sent", { timeout: 20_000 });
    const contact = await getContact(api, audienceId, ann);
    expect(contact).toMatchObject({ status: "unsubscribed" });
  });

  await test.step("the contact's timeline names the campaign and leads to its report", async () => {
    const contact = await getContact(api, audienceId, ann);
    await open(page, `${newsletter.path}/contacts/${contact?.id}`);
    await page.getByRole("link", { name }).first().click();
    await expect(report.number("Opened")).toBeVisible();
  });

  await test.step("the list shows what came of it", async () => {
    await campaigns.open(`?search=${name}`);
    await expect(campaigns.row(name)).toContainText(/Sent.*2.*50 %.*50 %/);
  });
});

test("the preview loads images from https addresses, and nothing else of what the mail asks for", async ({
  page,
  api,
  audience,
}) => {
  const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  const asked: string[] = [];
  await page.route(/\/\/images\.example\//, async (route) => {
    asked.push(route.request().url());
    await route.fulfill({ contentType: "image/gif", body: pixel });
  });
  const newsletter = await audience();
  const { id } = await api.call(createCampaignContract, {
    ...ready,
    name: unique("Pictures"),
    audienceId: newsletter.id,
    html: `<p id="end">Look</p><img alt="good" src="https://images.example/good.gif">
      <img alt="plain" src="http://images.example/plain.gif"><link rel="stylesheet" href="https://images.example/x.css">
      <iframe src="https://images.example/frame"></iframe><script src="https://images.example/x.js"></script>
      <script>document.getElementById("end").textContent = "Ran"</script>`,
  });
  await open(page, `/default/campaigns/${id}`);
  const { mail } = new CampaignEditor(page);
  await expect(mail.getByAltText("good")).toHaveJSProperty("naturalWidth", 1);
  await expect(mail.getByText("Look")).toBeVisible();
  await expect(mail.getByAltText("plain")).toHaveJSProperty("naturalWidth", 0);
  expect(asked).toEqual(["https://images.example/good.gif"]);
});

test("what can't be saved stays in the form, is said at its field, and is not left without a question", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  const { id } = await api.call(createCampaignContract, { name: unique("Draft"), audienceId: newsletter.id });
  await open(page, `/default/campaigns/${id}`);
  const editor = new CampaignEditor(page);
  await editor.subject.fill("Hello");
  await editor.fromEmail.fill("hello@");
  await expect(editor.saveState).toContainText("Not saved: look at the marked field");
  await expect(page.getByText("Enter an email address.")).toBeVisible();
  expect(await api.call(getCampaignContract, { campaignId: id })).toMatchObject({ subject: "Hello", fromEmail: "" });

  await page.getByRole("link", { name: "Mailbox" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay" }).click();
  await editor.fromEmail.fill("hello@harbour.example");
  await expect(editor.saveState).toHaveText("Saved");
  await editor.html.fill("<p>one</p>\n<p>{{ contact.email | }}</p>\n<p>{% if %}</p>");
  await expect(editor.preview.getByRole("note")).toContainText(/line \d/);
});

test("the checklist leads to what is missing; what was just typed is no longer missing", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  const { id } = await api.call(createCampaignContract, {
    ...ready,
    fromEmail: "",
    name: unique("Draft"),
    audienceId: newsletter.id,
  });
  await open(page, `/default/campaigns/${id}/review`);
  await expect(page.getByText("2 things are missing")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send now" })).toBeDisabled();
  await page.getByRole("link", { name: "Fix sender" }).click();
  const editor = new CampaignEditor(page);
  await expect(editor.fromEmail).toBeFocused();
  await editor.fromEmail.fill("hello@harbour.example");
  await editor.review();
  await expect(page.getByText("One thing is missing")).toBeVisible();
  await expect(page.getByText("Enter the address that it is from.")).toBeHidden();
});

test("a campaign is scheduled in the browser's zone and unscheduled again", async ({ page, api, audience }) => {
  const newsletter = await audience();
  await api.call(createContactContract, {
    audienceId: newsletter.id,
    email: `${unique("ann")}@example.com`,
    status: "subscribed",
  });
  const { id } = await api.call(createCampaignContract, { ...ready, name: unique("Later"), audienceId: newsletter.id });
  await open(page, `/default/campaigns/${id}`);
  const review = await new CampaignEditor(page).review();
  await review.schedule("2099-11-24T09:30");
  await expect(page.getByRole("note").getByText(/24 Nov 2099, 09:30/)).toBeVisible();
  const at = await page.evaluate(() => new Date("2099-11-24T09:30").toISOString());
  expect(await api.call(getCampaignContract, { campaignId: id })).toMatchObject({
    status: "scheduled",
    scheduledAt: at,
  });
  await page.getByRole("button", { name: "Unschedule" }).click();
  await expect(new Report(page).status("Draft")).toBeVisible();
});

test("a sending is paused, resumed and cancelled, and says who will not get it", async ({ page, api, audience }) => {
  const newsletter = await audience();
  for (const name of ["ann", "bob", "cleo"])
    await api.call(createContactContract, {
      audienceId: newsletter.id,
      email: `${unique(name)}@example.com`,
      status: "subscribed",
    });
  const name = unique("Slow");
  const { id } = await api.call(createCampaignContract, {
    ...ready,
    name,
    ratePerMinute: 1,
    audienceId: newsletter.id,
  });
  await open(page, `/default/campaigns/${id}`);
  const report = await (await new CampaignEditor(page).review()).send("3 contacts");
  await expect(page.getByText("1 of 3 contacts")).toBeVisible({ timeout: 20_000 });
  const pause = page.getByRole("button", { name: "Pause" });
  await pause.click();
  await expect(report.status("Paused")).toBeVisible();
  await expect(page.getByText("2 left")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(report.status("Sending")).toBeVisible();
  await pause.click();
  await expect(report.status("Paused")).toBeVisible();
  await page.getByRole("button", { name: "Cancel campaign" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText(/not got it and will not\./);
  await question.getByRole("button", { name: "Cancel campaign" }).click();
  await expect(report.status("Cancelled")).toBeVisible();
  await expect(page.getByRole("note")).toContainText(/will not get it\.$/);
});

test("campaigns are found, renamed, copied and deleted in the list", async ({ page, api, audience }) => {
  const newsletter = await audience();
  const name = unique("Autumn");
  await api.call(createCampaignContract, { ...ready, name, audienceId: newsletter.id });
  const campaigns = new Campaigns(page);
  await campaigns.open();
  await page.getByPlaceholder("Search campaigns…").fill(name);
  await expect(page).toHaveURL(new RegExp(`search=${name}`));
  await expect(campaigns.table.getByRole("row")).toHaveCount(2);
  await campaigns.act(name, "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill(`${name} II`);
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(campaigns.row(`${name} II`)).toBeVisible();

  await campaigns.act(`${name} II`, "Duplicate");
  await expect(new CampaignEditor(page).subject).toHaveValue(ready.subject);
  await campaigns.open(`?search=${name}&status=draft`);
  await expect(campaigns.table.getByRole("row")).toHaveCount(3);

  await campaigns.act(`${name} II`, "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete campaign" }).click();
  await expect(campaigns.table.getByRole("row")).toHaveCount(2);
  expect((await api.call(listCampaignsContract, { search: name })).items).toHaveLength(1);
});
