import { createContactContract } from "@/lib/contacts/contract";
import { listEventsContract } from "@/lib/tracking/contract";
import { expect, open, owner, send, test, unique } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { Events } from "./pages/events";

const report = (url: string, body: unknown, key = owner.apiKey) =>
  send(`${url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("an event of another system appears by itself, is found by its type and address, and shows its payload", async ({
  page,
  app,
  api,
  audience,
}) => {
  const newsletter = await audience();
  const email = `${unique("jane")}@example.com`;
  const type = `${unique("order").replace("-", "_")}.placed`;
  const contact = await api.call(createContactContract, { audienceId: newsletter.id, email });
  const events = new Events(page);
  await open(page, `/default/events?email=${email}`);
  await expect(events.rows(email)).toHaveCount(2);
  await events.live.click();

  const answer = await report(app.url, { id: unique("id"), type, email, data: { total: 49.9, items: ["shoes"] } });
  expect(answer.status, answer.text).toBe(200);
  await expect(events.row(type)).toBeVisible();
  await events.live.click();

  await events.chooseType("order", type);
  await expect(page).toHaveURL(new RegExp(`type=${type}`));
  await expect(events.rows(email)).toHaveCount(1);
  await events.row(type).click();
  await expect(page).toHaveURL(/event=evt_/);
  await expect(events.inspector.getByText("49.9")).toBeVisible();
  await expect(events.inspector.getByText("API key")).toBeVisible();

  await events.inspector.getByRole("button", { name: "Copy as POST /v1/events" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("/v1/events");
  expect(copied).toContain('"total": 49.9');
  expect(copied).not.toContain(owner.apiKey);

  await events.inspector.getByRole("link", { name: email }).click();
  await expect(page).toHaveURL(new RegExp(contact.id));
  await expect(page.getByText(type)).toBeVisible();
});

test("other products' names find our types, and the request behind an event is one click away", async ({
  page,
  audience,
  post,
}) => {
  const newsletter = await audience({ doubleOptIn: true });
  const email = `${unique("pending")}@example.com`;
  await post(newsletter.urls.addAndUpdate, { email });
  const events = new Events(page);
  await open(page, `/default/events?email=${email}`);
  await events.chooseType("Subscribed (Pending)", "Contact pending");
  await expect(events.rows(email)).toHaveCount(1);
  await events.row("Contact pending").click();
  await events.inspector.getByRole("link", { name: /^req_/ }).click();
  await expect(page).toHaveURL(/requests\?request=req_/);
  await expect(page.getByRole("dialog").getByText(email).first()).toBeVisible();
});

test("a hard bounce that another sender reports marks the contact; sent again it is a duplicate", async ({
  page,
  app,
  api,
  audience,
}) => {
  const newsletter = await audience();
  const email = `${unique("gone")}@example.com`;
  const contact = await api.call(createContactContract, { audienceId: newsletter.id, email });
  const bounce = { id: unique("bounce"), type: "email.bounced", email, data: { bounceType: "hard" } };
  for (const status of ["accepted", "duplicate"]) {
    const { text } = await report(app.url, [bounce, { ...bounce, id: "" }]);
    expect(JSON.parse(text).results).toMatchObject([{ status }, { status: "refused" }]);
  }
  expect((await getContact(api, newsletter.id, email))?.status).toBe("bounced");
  const { items } = await api.call(listEventsContract, { email, type: "contact.bounced" });
  expect(items).toHaveLength(1);
  await open(page, `${newsletter.path}/contacts/${contact.id}`);
  await expect(page.getByText("Email bounced")).toBeVisible();
  await expect(page.getByText("Contact bounced")).toBeVisible();
});
