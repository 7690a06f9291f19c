import { AxeBuilder } from "@axe-core/playwright";
import { createCampaignContract, getReportContract, sendCampaignContract } from "@/lib/campaigns/contract";
import { createContactContract } from "@/lib/contacts/contract";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { expect, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";
import { getContact } from "./fixtures/contacts";
import { Contacts } from "./pages/contacts";

/** Sends a campaign to one new contact and answers with the links of the mail that was captured. */
async function sendTo(api: Api, audienceId: string, email: string) {
  await api.call(createContactContract, { audienceId, email, fields: {}, tags: [], groupIds: [] });
  const { id } = await api.call(createCampaignContract, {
    name: unique("Spring"),
    audienceId,
    subject: "Our spring collection",
    fromName: "Shop",
    fromEmail: "shop@example.com",
    html: '<p>Hello</p><p><a href="https://example.com/spring">See it</a></p>',
  });
  await api.call(sendCampaignContract, { campaignId: id });
  const mails = async () => (await api.call(listMailboxContract, { to: email })).items;
  await expect.poll(async () => (await mails()).length).toBe(1);
  const html = (await mails())[0]?.html ?? "";
  const link = (path: string) => new RegExp(`https?://[^"]+/${path}/[\\w-]+`).exec(html)?.[0] ?? "";
  return { id, pixel: link("o"), click: link("c"), unsubscribe: link("unsubscribe") };
}

test("a reader unsubscribes by pressing the button of the page, without JavaScript, and may take it back", async ({
  page,
  api,
  audience,
  visitor,
}) => {
  const newsletter = await audience();
  const email = `${unique("jane")}@example.com`;
  const mail = await sendTo(api, newsletter.id, email);
  const status = async () => (await getContact(api, newsletter.id, email))?.status;
  const reader = await visitor({ javaScriptEnabled: false });

  await test.step("opening the link, and prefetching it, changes nothing", async () => {
    for (const method of ["HEAD", "GET", "OPTIONS"])
      expect((await fetch(mail.unsubscribe, { method, headers: { "sec-purpose": "prefetch" } })).ok).toBe(true);
    await reader.goto(mail.unsubscribe);
    await expect(reader.getByRole("heading", { name: `Unsubscribe from ${newsletter.name}?` })).toBeVisible();
    await expect(reader.getByText(email)).toBeVisible();
    expect(await status()).toBe("subscribed");
  });

  await test.step("the button unsubscribes", async () => {
    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(reader.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
    expect(await status()).toBe("unsubscribed");
  });

  await test.step("the other button takes it back, and the first one works again", async () => {
    await reader.getByRole("button", { name: "keep me on the list" }).click();
    await expect(reader.getByRole("heading", { name: "You are still on the list" })).toBeVisible();
    expect(await status()).toBe("subscribed");
    await reader.goto(mail.unsubscribe);
    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(reader.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
    expect(await status()).toBe("unsubscribed");
  });

  await test.step("the consent log says that it was the contact, and the report counts it once", async () => {
    const contacts = new Contacts(page);
    await contacts.open(newsletter);
    const profile = await contacts.openProfile(email);
    await profile.showConsent();
    await expect(profile.history().first()).toContainText(/Active.*Unsubscribed/);
    await expect(profile.history().first()).toContainText("The contact");
    const unsubscribed = async () => (await api.call(getReportContract, { campaignId: mail.id })).totals.unsubscribed;
    await expect.poll(unsubscribed).toEqual({ contacts: 1, events: 2 });
  });
});

test("the mail program's one click is enough, and a link of nobody leads nowhere", async ({
  api,
  audience,
  visitor,
}) => {
  const newsletter = await audience();
  const email = `${unique("jane")}@example.com`;
  const mail = await sendTo(api, newsletter.id, email);
  const oneClick = () =>
    fetch(mail.unsubscribe, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
  for (const _ of ["once", "twice"]) expect((await oneClick()).status).toBe(200);
  expect(await getContact(api, newsletter.id, email)).toMatchObject({ status: "unsubscribed" });
  const reader = await visitor();
  for (const forged of [mail.unsubscribe, mail.click, mail.pixel]) {
    const response = await reader.goto(forged.slice(0, -2));
    expect(response?.status()).toBe(404);
    await expect(reader.getByRole("heading", { name: "This link is not valid" })).toBeVisible();
  }
});

test("opens and clicks of a mail reach its report; a click leads to the link's own address", async ({
  api,
  audience,
}) => {
  const newsletter = await audience();
  const mail = await sendTo(api, newsletter.id, `${unique("jane")}@example.com`);
  const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" };
  const image = await fetch(mail.pixel, { headers: browser });
  expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/gif"]);
  for (const method of ["HEAD", "GET"]) {
    const click = await fetch(`${mail.click}?to=https://evil.example/`, {
      method,
      headers: browser,
      redirect: "manual",
    });
    expect([click.status, click.headers.get("location")]).toEqual([302, "https://example.com/spring"]);
  }
  const totals = async () => (await api.call(getReportContract, { campaignId: mail.id })).totals;
  await expect.poll(async () => (await totals()).opened).toEqual({ contacts: 1, events: 1 });
  const clicks = async () => {
    const { clicked, machineClicked } = await totals();
    return (clicked?.events ?? 0) + (machineClicked?.events ?? 0);
  };
  await expect.poll(clicks).toBe(1);
});

for (const scheme of ["light", "dark"] as const)
  test(`each state of the page keeps WCAG 2 AA in ${scheme} colours`, async ({ api, audience, visitor }) => {
    const newsletter = await audience();
    const mail = await sendTo(api, newsletter.id, `${unique("jane")}@example.com`);
    const reader = await visitor({ colorScheme: scheme });
    const check = async (heading: RegExp) => {
      await expect(reader.getByRole("heading", { name: heading })).toBeVisible();
      const { violations } = await new AxeBuilder({ page: reader }).withTags(["wcag2a", "wcag2aa"]).analyze();
      expect(violations).toEqual([]);
    };
    await reader.goto(mail.unsubscribe);
    await check(/^Unsubscribe from/);
    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await check(/^You are unsubscribed/);
    await reader.getByRole("button", { name: "keep me on the list" }).click();
    await check(/^You are still on the list/);
    await reader.goto(`${mail.unsubscribe}x`);
    await check(/^This link is not valid/);
  });
