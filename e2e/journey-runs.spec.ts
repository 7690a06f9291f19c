import { createContactContract } from "@/lib/contacts/contract";
import {
  createJourneyContract,
  enterJourneyContract,
  listRunsContract,
  publishJourneyContract,
} from "@/lib/journeys/contract";
import type { Graph } from "@/lib/journeys/graph/graph";
import { expect, test, unique } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { JourneyRuns } from "./pages/journey-runs";
import { JourneyBuilder, Journeys } from "./pages/journeys";

const json = { "content-type": "application/json" };

test("a journey built from empty is started by a real post, calls the receiver, and its trace tells what came of it", async ({
  page,
  api,
  audience,
  receiver,
  post,
}) => {
  test.slow();
  const leads = await audience({ fields: [{ label: "CRM id", type: "text" }] });
  const crm = await receiver();
  crm.answer = ({ body }) => (body.includes("bob-") ? 500 : { headers: json, body: '{"id":"crm-7"}' });
  const [ann, bob] = [`${unique("ann")}@example.com`, `${unique("bob")}@example.com`];
  const runs = new JourneyRuns(page);
  const journeys = new Journeys(page);
  await journeys.open();
  const builder = await journeys.create(unique("Leads"), leads.name);

  await test.step("it is built block by block, and published", async () => {
    await builder.add("Trigger", "Webhook");
    const settings = builder.settings("Webhook");
    await settings.getByRole("combobox", { name: "Method" }).click();
    await page.getByRole("option", { name: "PUT" }).click();
    await settings.getByLabel("URL", { exact: true }).fill(`${crm.url}/people/{{ contact.email }}`);
    await settings.getByRole("radio", { name: "Token" }).click();
    await settings.getByLabel("Token", { exact: true }).fill("tok-very-secret");
    await settings.getByRole("switch", { name: "Custom headers" }).click();
    await settings.getByLabel("Header 1: name").fill("X-Source");
    await settings.getByLabel("Header 1: value").fill("tidegate");
    await settings.getByLabel("Retries").fill("0");
    await settings.getByRole("radio", { name: /Wait for the response/ }).click();
    await settings.getByRole("button", { name: "Add value" }).click();
    await settings.getByLabel("Value 1: path in the response").fill("id");
    await settings.getByRole("combobox", { name: "Value 1: kept as" }).click();
    await page.getByRole("option", { name: "Data field" }).click();
    await settings.getByRole("combobox", { name: "Value 1: name" }).click();
    await page.getByRole("option", { name: "CRM id" }).click();
    await builder.add("Webhook, Failure", "Update contact");
    await builder.settings("Update contact").getByRole("combobox", { name: "Add tags" }).click();
    await page.getByPlaceholder("Search or create tags…").fill("crm-down");
    await page.getByRole("option", { name: "Create tag “crm-down”" }).click();
    await page.keyboard.press("Escape");
    await builder.saved();
    const dialog = await builder.publish();
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(builder.status("Live")).toBeVisible();
  });

  await test.step("a post to the audience's webhook starts it: the receiver gets the PUT with token and header", async () => {
    expect((await post(leads.urls.addAndUpdate, { email: ann })).status).toBe(200);
    const [request] = await crm.received(1);
    expect(request).toMatchObject({ method: "PUT", url: `/people/${encodeURIComponent(ann)}` });
    expect(request?.headers).toMatchObject({ authorization: "Bearer tok-very-secret", "x-source": "tidegate" });
    expect(request?.body).toContain(ann);
    await expect.poll(async () => (await getContact(api, leads.id, ann))?.fields.crm_id).toBe("crm-7");
  });

  await test.step("when the receiver answers 500, the failure branch is taken", async () => {
    await post(leads.urls.addAndUpdate, { email: bob });
    await expect.poll(async () => (await getContact(api, leads.id, bob))?.tags).toEqual(["crm-down"]);
  });

  await test.step("the trace tells each block, what it decided, and the request with its answer", async () => {
    await page.getByRole("navigation", { name: "Journey" }).getByRole("link", { name: "Runs" }).click();
    await expect(runs.rows).toHaveCount(2);
    await expect(runs.row(ann)).toContainText("Completed");
    await runs.inspect(ann);
    await expect(runs.steps).toHaveCount(2);
    await expect(runs.steps.nth(1)).toContainText("Webhook→ Success");
    await expect(runs.steps.nth(1)).toContainText("Answered 200.");
    await runs.steps
      .nth(1)
      .getByRole("button", { name: /Request and response/ })
      .click();
    await expect(runs.steps.nth(1)).toContainText(`/people/${encodeURIComponent(ann)}`);
    await expect(runs.steps.nth(1)).toContainText("x-source: tidegate");
    await expect(runs.inspector).not.toContainText("tok-very-secret");
    await runs.steps
      .nth(1)
      .getByRole("button", { name: /^Answer/ })
      .click();
    await expect(runs.steps.nth(1)).toContainText('"id": "crm-7"');
    await runs.inspector.getByRole("button", { name: "Newer run" }).click();
    await expect(runs.inspector.getByRole("heading", { name: bob })).toBeVisible();
    await expect(runs.steps.nth(1)).toContainText("Webhook→ Failure");
    await expect(runs.steps.nth(1)).toContainText("500");
    await expect(runs.steps.nth(2)).toContainText("Update contact");
  });

  await test.step("the run leads to its delivery and its contact, and the delivery back to it", async () => {
    await runs.steps
      .nth(1)
      .getByRole("button", { name: /Request and response/ })
      .click();
    await runs.steps.nth(1).getByRole("link", { name: "Open delivery" }).click();
    const delivery = page.getByRole("dialog").filter({ has: page.getByRole("button", { name: "Older delivery" }) });
    await expect(delivery.getByRole("tab", { name: "Verify" })).toBeHidden();
    await delivery.getByRole("link", { name: /^Leads/ }).click();
    await expect(runs.inspector.getByRole("heading", { name: bob })).toBeVisible();
    await runs.inspector.getByRole("link", { name: bob }).click();
    await page.getByRole("tab", { name: "Journeys" }).click();
    await expect(page.getByRole("list", { name: "Journeys" }).getByRole("listitem")).toContainText("Completed");
  });
});

/** Asks the receiver, waits three days when it says yes, and fails when it does not. */
const asking = (url: string): Graph => ({
  nodes: [
    { id: "start", type: "trigger", config: { on: "event", event: "contact.subscribed" } },
    {
      id: "call",
      type: "webhook",
      name: "Tell the CRM",
      config: { method: "PUT", url: `${url}/people`, retries: 0, waitForResponse: true },
    },
    { id: "pause", type: "delay", config: { mode: "duration", amount: 3, unit: "days" } },
  ],
  edges: [
    { from: "start", port: "next", to: "call" },
    { from: "call", port: "success", to: "pause" },
  ],
});

test("the number on a block opens who failed there; one is tried again, then all, and one is stopped", async ({
  page,
  api,
  audience,
  receiver,
  post,
}) => {
  test.slow();
  const leads = await audience();
  const crm = await receiver();
  crm.answer = () => 500;
  const graph = asking(crm.url);
  const { id } = await api.call(createJourneyContract, { name: unique("Retry"), audienceId: leads.id, graph });
  await api.call(publishJourneyContract, { journeyId: id });
  const emails = ["ann", "bob", "cid"].map((name) => `${unique(name)}@example.com`);
  for (const email of emails) await post(leads.urls.addAndUpdate, { email });
  const failed = async () => (await api.call(listRunsContract, { journeyId: id, state: "failed" })).items.length;
  await expect.poll(failed).toBe(3);
  const [ann = ""] = emails;
  const runs = new JourneyRuns(page);
  const builder = new JourneyBuilder(page);

  await test.step("on the canvas and in the list", async () => {
    await builder.open(id);
    await runs.count("Tell the CRM", "3 failed").click();
    await expect(runs.rows).toHaveCount(3);
    await expect(runs.tab("Failed")).toHaveAttribute("aria-selected", "true");
    await builder.open(id, "?view=list");
    await runs.count("Tell the CRM", "3 entered").click();
    await expect(runs.rows).toHaveCount(3);
    await builder.open(id, "?view=list");
    await runs.count("Trigger", "0 waiting").click();
    await expect(page.getByText("No run matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
  });

  await test.step("one goes on from the block that failed, with the same request", async () => {
    await runs.open(id, "?state=failed");
    await runs.inspect(ann);
    await expect(runs.inspector.getByText("It could not go on")).toBeVisible();
    crm.answer = () => 200;
    await runs.inspector.getByRole("button", { name: "Retry from Tell the CRM" }).click();
    await expect(runs.steps).toHaveCount(3);
    await expect(runs.steps.nth(2)).toContainText("Waits 3 days.");
    await expect(runs.steps.nth(1)).toContainText("Answered 200.");
    await runs.close();
    await expect(runs.rows).toHaveCount(2);
  });

  await test.step("the others all at once, as a job", async () => {
    await page.getByRole("button", { name: "Retry all failed" }).click();
    await runs.question.getByRole("button", { name: "Retry 2 failed runs" }).click();
    await expect(page.getByText("All 2 runs went well.")).toBeVisible();
    await expect(page.getByText("No run has failed")).toBeVisible();
    expect(await failed()).toBe(0);
    const sent = crm.requests.map(({ headers }) => headers["webhook-id"]);
    expect([sent.length, new Set(sent).size]).toEqual([6, 3]);
  });

  await test.step("and whoever waits can be stopped", async () => {
    await runs.tab("In it now").click();
    await expect(runs.rows).toHaveCount(3);
    await expect(runs.row(ann)).toContainText("Waits 3 days.");
    await runs.inspect(ann);
    await runs.inspector.getByRole("button", { name: "Stop" }).click();
    await runs.question.getByRole("button", { name: "Stop run" }).click();
    await expect(runs.inspector.getByText("Stopped", { exact: true })).toBeVisible();
    await runs.close();
    await expect(runs.rows).toHaveCount(2);
    await runs.tab("Stopped").click();
    await expect(runs.rows).toHaveCount(1);
  });
});

test("a contact is put in by hand, with data of its own; a draft lets nobody in", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const leads = await audience();
  const crm = await receiver();
  const graph: Graph = {
    nodes: [
      { id: "start", type: "trigger", config: { on: "manual" } },
      { id: "call", type: "webhook", config: { url: `${crm.url}/{{ event.data.plan }}` } },
    ],
    edges: [{ from: "start", port: "next", to: "call" }],
  };
  const { id } = await api.call(createJourneyContract, { name: unique("By hand"), audienceId: leads.id, graph });
  const ann = `${unique("ann")}@example.com`;
  await api.call(createContactContract, { audienceId: leads.id, email: ann, status: "subscribed" });
  const runs = new JourneyRuns(page);
  await runs.open(id);
  await expect(page.getByText("Nobody has come in yet")).toBeVisible();
  await page.getByRole("button", { name: "Add contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Add contact" });
  await expect(dialog.getByText(/not published yet/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Add contact" })).toBeDisabled();

  await api.call(publishJourneyContract, { journeyId: id });
  await runs.open(id);
  await page.getByRole("button", { name: "Add contact" }).first().click();
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(dialog.getByText("Choose a contact.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Contact" }).click();
  await page.getByPlaceholder("Start of a name or address…").fill(ann);
  await page.getByRole("option", { name: ann }).click();
  await dialog.getByLabel(/^Event data/).fill("not json");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(dialog.getByText(/Enter a JSON object/)).toBeVisible();
  await dialog.getByLabel(/^Event data/).fill('{"plan":"pro"}');
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(runs.inspector.getByRole("heading", { name: ann })).toBeVisible();
  await expect(runs.inspector.getByText("Completed", { exact: true })).toBeVisible();
  expect((await crm.received(1))[0]?.url).toBe("/pro");
});

test("a contact is walked through the draft, another way when that is chosen, and nothing is sent", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const leads = await audience();
  const crm = await receiver();
  const graph: Graph = {
    nodes: [
      { id: "start", type: "trigger", config: { on: "event", event: "contact.subscribed" } },
      { id: "wait", type: "wait_for_event", config: { event: "email.opened", amount: 3, unit: "days" } },
      { id: "call", type: "webhook", name: "Tell the CRM", config: { method: "PUT", url: `${crm.url}/people` } },
      { id: "bye", type: "exit", config: {} },
    ],
    edges: [
      { from: "start", port: "next", to: "wait" },
      { from: "wait", port: "happened", to: "call" },
      { from: "wait", port: "timeout", to: "bye" },
    ],
  };
  const { id } = await api.call(createJourneyContract, { name: unique("Simulated"), audienceId: leads.id, graph });
  const ann = `${unique("ann")}@example.com`;
  await api.call(createContactContract, { audienceId: leads.id, email: ann, status: "subscribed" });
  const builder = new JourneyBuilder(page);
  await builder.open(id);
  await page.getByRole("button", { name: "Simulate" }).click();
  const panel = page.getByRole("complementary", { name: "Simulation" });
  await panel.getByRole("combobox", { name: "Contact" }).click();
  await page.getByPlaceholder("Start of a name or address…").fill(ann);
  await page.getByRole("option", { name: ann }).click();
  const steps = panel.getByRole("list", { name: "Simulated blocks" }).locator("> li");
  await expect(steps).toHaveCount(3);
  await expect(steps.nth(1)).toContainText("Wait for event→ Time is over");
  await expect(steps.nth(1)).toContainText("Taken not to happen in time.");
  await expect(steps.nth(2)).toContainText("3. Exit");
  const places = page.getByText("Simulated: step", { exact: false });
  await expect(places).toHaveCount(3);

  await panel.getByRole("combobox", { name: "Which way" }).click();
  await page.getByRole("option", { name: "Take “It happened”" }).click();
  await expect(steps.nth(2)).toContainText("3. Tell the CRM");
  await steps
    .nth(2)
    .getByRole("button", { name: /Would send/ })
    .click();
  await expect(steps.nth(2)).toContainText(`${crm.url}/people`);
  await expect(steps.nth(2)).toContainText(ann);

  await test.step("what is changed in the draft changes the walk", async () => {
    await builder.add("Tell the CRM", "Delay");
    await expect(steps).toHaveCount(4);
    await builder.show("List");
    await expect(places).toHaveCount(4);
    await panel.getByRole("button", { name: "Close simulation" }).click();
    await expect(places).toHaveCount(0);
  });
  expect(crm.requests).toEqual([]);
  expect((await api.call(listRunsContract, { journeyId: id })).items).toEqual([]);
});

test("a run that waits is seen on the contact, and a paused journey says that it keeps its place", async ({
  page,
  api,
  audience,
}) => {
  const leads = await audience();
  const graph = asking("https://crm.example.com");
  const waiting = {
    nodes: graph.nodes.filter(({ id }) => id !== "call"),
    edges: [{ from: "start", port: "next", to: "pause" }],
  };
  const name = unique("Waiting");
  const { id } = await api.call(createJourneyContract, { name, audienceId: leads.id, graph: waiting });
  await api.call(publishJourneyContract, { journeyId: id });
  const email = `${unique("ann")}@example.com`;
  const contact = await api.call(createContactContract, { audienceId: leads.id, email, status: "unconfirmed" });
  await api.call(enterJourneyContract, { journeyId: id, contactId: contact.id });
  const runs = new JourneyRuns(page);
  await runs.open(id);
  await expect(runs.row(email)).toContainText(/Waiting.*Delay.*Waits 3 days./);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await runs.inspect(email);
  await expect(runs.inspector.getByText(/The journey is paused/)).toBeVisible();
  await runs.inspector.getByRole("link", { name: email }).click();
  await page.getByRole("tab", { name: "Journeys" }).click();
  await page.getByRole("link", { name }).click();
  await expect(runs.inspector.getByRole("heading", { name: email })).toBeVisible();
});
