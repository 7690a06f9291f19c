import { expect, test, unique } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { AudienceSettings } from "./pages/audience-settings";
import { Contacts } from "./pages/contacts";
import { Mailbox } from "./pages/mailbox";

test("a contact confirms by pressing the button of the page in the mail, and the consent log proves it", async ({
  page,
  api,
  audience,
  post,
  visitor,
}) => {
  const newsletter = await audience();
  const email = `${unique("jane")}@example.com`;
  const contacts = new Contacts(page);

  await test.step("Settings switches double opt-in on", async () => {
    const settings = new AudienceSettings(page);
    await settings.open(newsletter);
    const form = page.locator("form").filter({ has: page.getByLabel("Ask new contacts to confirm") });
    await form.getByLabel("Ask new contacts to confirm").click();
    await form.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Double opt-in settings saved.")).toBeVisible();
  });

  await test.step("a posted contact is Pending", async () => {
    expect(await post(newsletter.urls.addAndUpdate, { email })).toMatchObject({
      status: 200,
      json: { contact: { status: "unconfirmed" } },
    });
    await contacts.open(newsletter);
    await expect(contacts.row(email)).toContainText("Pending");
  });

  const link = await test.step("the Mailbox shows the captured mail", async () => {
    const mailbox = new Mailbox(page);
    await mailbox.openMailTo(email);
    await expect(mailbox.mail).toContainText(`Please confirm your subscription to ${newsletter.name}`);
    await expect(mailbox.mail.getByText("Captured", { exact: true })).toBeVisible();
    return mailbox.link();
  });

  await test.step("opening the link confirms nothing, its button does, without JavaScript", async () => {
    const reader = await visitor({ javaScriptEnabled: false });
    await reader.goto(link);
    await expect(reader.getByText(email)).toBeVisible();
    expect(await getContact(api, newsletter.id, email)).toMatchObject({ status: "unconfirmed" });
    await reader.getByRole("button", { name: "Confirm my subscription" }).click();
    await expect(reader.getByRole("heading", { name: "You are on the list" })).toBeVisible();
    expect(await getContact(api, newsletter.id, email)).toMatchObject({ status: "subscribed" });
  });

  await test.step("the profile shows it Active, with the sign-up and the confirmation in its consent log", async () => {
    await contacts.open(newsletter);
    await expect(contacts.row(email)).toContainText("Active");
    const profile = await contacts.openProfile(email);
    await profile.showConsent();
    await expect(profile.history()).toHaveCount(2);
    await expect(profile.history().first()).toContainText(/Pending.*Active/);
    await expect(profile.history().first()).toContainText("The contact");
    await expect(profile.history().last()).toContainText(/New.*Pending/);
    await expect(profile.history().last()).toContainText("Inbound webhook");
  });
});

test("SkipDoubleOptIn adds a contact as Active and sends no mail", async ({ page, audience, post }) => {
  const newsletter = await audience({ doubleOptIn: true });
  const email = `${unique("skip")}@example.com`;
  expect(await post(newsletter.urls.addAndUpdate, { email, SkipDoubleOptIn: true })).toMatchObject({ status: 200 });
  const contacts = new Contacts(page);
  await contacts.open(newsletter);
  await expect(contacts.row(email)).toContainText("Active");
  await page.goto(`/default/mailbox?to=${email}`);
  await expect(page.getByText("No mail matches")).toBeVisible();
});
