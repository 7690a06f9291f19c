import { AxeBuilder } from "@axe-core/playwright";
import { createContactContract } from "@/lib/contacts/contract";
import {
  createJourneyContract,
  enterJourneyContract,
  getJourneyContract,
  publishJourneyContract,
  saveJourneyContract,
} from "@/lib/journeys/contract";
import type { Graph } from "@/lib/journeys/graph/graph";
import { expect, test, unique } from "./fixtures";
import { JourneyBuilder, Journeys } from "./pages/journeys";

const line: Graph = {
  nodes: [
    { id: "start", type: "trigger", config: { on: "event", event: "contact.subscribed" } },
    { id: "pause", type: "delay", config: { mode: "duration", amount: 3, unit: "days" } },
    { id: "tag", type: "update_contact", config: { addTags: ["customer"] } },
    { id: "bye", type: "exit", config: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "pause" },
    { from: "pause", port: "next", to: "tag" },
    { from: "tag", port: "next", to: "bye" },
  ],
};

test("a journey is built from empty on the canvas, mended where it is not right, and published", async ({
  page,
  api,
  audience,
}) => {
  test.slow();
  const leads = await audience();
  const name = unique("Welcome");
  const journeys = new Journeys(page);
  await journeys.open();
  const builder = await journeys.create(name, leads.name);
  const journeyId = page.url().split("/").at(-1)?.split("?")[0] ?? "";

  await test.step("blocks go behind outputs, between blocks and where the palette puts them", async () => {
    await builder.add("Trigger", "Delay");
    await expect(builder.block("Delay")).toBeFocused();
    await expect(builder.settings("Delay").getByLabel("How long")).toHaveValue("1");
    await builder.add("Delay", "Webhook");
    await builder.palette.getByRole("button", { name: "Exit" }).click();
    await builder.add("Trigger", "Condition");
    await builder.saved();
    const { graph } = await api.call(getJourneyContract, { journeyId });
    const types = new Map(graph.nodes.map(({ id, type }) => [id, type]));
    expect(graph.edges.map(({ from, port, to }) => `${types.get(from)} ${port} ${types.get(to)}`).sort()).toEqual([
      "condition yes delay",
      "delay next webhook",
      "trigger next condition",
      "webhook next exit",
    ]);
  });

  await test.step("undo and redo take every step back and forth", async () => {
    await builder.undo.click();
    await expect(builder.block("Condition")).toBeHidden();
    await page.keyboard.press("Control+Shift+Z");
    await expect(builder.block("Condition")).toBeVisible();
  });

  await test.step("what is to be mended leads to its block, and says so at the setting", async () => {
    await builder.saved();
    await page.getByRole("button", { name: "2 things to mend" }).click();
    await page.getByRole("list", { name: "To mend" }).getByRole("button", { name: "Webhook" }).click();
    await expect(builder.block("Webhook")).toBeFocused();
    await expect(builder.settings("Webhook").getByText("Enter a URL.")).toBeVisible();
    const dialog = await builder.publish();
    await expect(dialog.getByText("Not ready to publish")).toBeVisible();
    await dialog.getByRole("button", { name: "Condition" }).click();
    const condition = builder.settings("Condition");
    await condition.getByRole("button", { name: "Add condition", exact: true }).click();
    await condition.getByRole("combobox", { name: "Condition 1: property" }).click();
    await page.getByPlaceholder("Search, or type event.data.…").fill("first name");
    await page.getByRole("option", { name: "First name" }).first().click();
    await condition.getByLabel("Condition 1: value").fill("Ann");
    await builder.block("Webhook").click();
    await builder.settings("Webhook").getByLabel("URL", { exact: true }).fill("https://crm.example.com/leads");
    await builder.saved();
    await expect(page.getByRole("button", { name: /to mend/ })).toBeHidden();
  });

  await test.step("a token is stored and never shown again", async () => {
    const settings = builder.settings("Webhook");
    await settings.getByRole("radio", { name: "Token" }).click();
    await settings.getByLabel("Token", { exact: true }).fill("tok-123456");
    await settings.getByLabel(/^Name/).focus();
    await builder.saved();
    await expect(settings.getByLabel("Token", { exact: true })).toHaveValue("");
    await expect(settings.getByLabel("Token", { exact: true })).toHaveAttribute("placeholder", /stored/);
    expect(JSON.stringify(await api.call(getJourneyContract, { journeyId }))).not.toContain("tok-123456");
  });

  await test.step("published, it is live; another change makes the draft differ", async () => {
    const dialog = await builder.publish();
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(builder.status("Live")).toBeVisible();
    await expect(page.getByRole("group", { name: "Contacts of Trigger" })).toContainText("0 entered");
    await builder.block("Delay").click();
    await builder.settings("Delay").getByLabel("How long").fill("5");
    await expect(page.getByText("Draft differs from version 1")).toBeVisible();
    await builder.saved();
    await page.locator("header").getByRole("button", { name: "Pause" }).click();
    await expect(builder.status("Paused")).toBeVisible();
    await page.locator("header").getByRole("button", { name: "Resume" }).click();
    await expect(builder.status("Live")).toBeVisible();
  });

  await journeys.open(`?search=${name}`);
  await expect(journeys.row(name)).toContainText(/Live.*Draft differs/);
});

test("the list view does by keys alone what the canvas does", async ({ page, api, audience }) => {
  const leads = await audience();
  const { id } = await api.call(createJourneyContract, { name: unique("Keys"), audienceId: leads.id, graph: line });
  const builder = new JourneyBuilder(page);
  await builder.open(id, "?view=list");
  const press = (key: string) => page.keyboard.press(key);

  await builder.block("Trigger").focus();
  await press("ArrowDown");
  await expect(builder.block("Delay")).toBeFocused();
  await press("Alt+ArrowDown");
  expect(await builder.names()).toEqual(["Trigger", "Update contact", "Delay", "Exit"]);
  await expect(builder.block("Delay")).toBeFocused();
  await press("Alt+ArrowUp");
  expect(await builder.names()).toEqual(["Trigger", "Delay", "Update contact", "Exit"]);

  await press("Tab");
  await press("Enter");
  await page.keyboard.type("A/B");
  await press("Enter");
  await expect(builder.block("A/B split")).toBeFocused();
  await expect(page.getByRole("list", { name: "A/B split: A (50 %)" })).toContainText("Update contact");

  await press("Enter");
  await expect(builder.settings("A/B split").getByLabel(/^Name/)).toBeFocused();
  await page.keyboard.type("Which one?");
  await press("Escape");
  await expect(builder.block("Which one?")).toBeFocused();
  await press("Delete");
  await expect(builder.block("Which one?")).toBeHidden();
  await expect(builder.block("Delay")).toBeFocused();
  await builder.saved();

  await builder.show("Canvas");
  await builder.block("Trigger").focus();
  await press("ArrowDown");
  await press("Delete");
  await expect(builder.block("Delay")).toBeHidden();
  await expect(builder.block("Trigger")).toBeFocused();
  await press("a");
  await builder.pick("Wait for event");
  await expect(builder.block("Wait for event")).toBeFocused();
  await builder.saved();
});

test("blocks are copied from one journey into another, without their secrets", async ({ page, api, audience }) => {
  const leads = await audience();
  const auth = { type: "token", token: "tok-secret" };
  const graph: Graph = {
    nodes: [
      ...line.nodes.slice(0, 1),
      { id: "call", type: "webhook", name: "Tell the CRM", config: { url: "https://crm.example.com", auth } },
    ],
    edges: [{ from: "start", port: "next", to: "call" }],
  };
  const audienceId = leads.id;
  const source = await api.call(createJourneyContract, { name: unique("From"), audienceId, graph });
  const target = await api.call(createJourneyContract, { name: unique("To"), audienceId });
  const builder = new JourneyBuilder(page);
  await builder.open(source.id);
  await builder.block("Tell the CRM").click();
  await page.keyboard.press("Control+C");
  await builder.open(target.id);
  await builder.block("Trigger").click();
  await page.keyboard.press("Control+V");
  await expect(builder.block("Tell the CRM")).toBeFocused();
  await builder.saved();
  const { graph: pasted, issues } = await api.call(getJourneyContract, { journeyId: target.id });
  expect(pasted.edges).toMatchObject([{ from: "start", port: "next" }]);
  expect(issues.map(({ message }) => message)).toEqual(["Enter the token."]);
});

test("a block is dropped on a way, laid aside and tidied up, and an output is led elsewhere", async ({
  page,
  api,
  audience,
}) => {
  const leads = await audience();
  const { id } = await api.call(createJourneyContract, { name: unique("Drag"), audienceId: leads.id, graph: line });
  const builder = new JourneyBuilder(page);
  await builder.open(id);
  await builder.palette
    .getByRole("button", { name: "Wait for event" })
    .dragTo(builder.canvas.getByRole("button", { name: "Add a block behind Delay" }));
  await expect(builder.block("Wait for event")).toBeFocused();
  await builder.lead("Wait for event, Time is over", "Exit");
  await builder.saved();
  const { graph } = await api.call(getJourneyContract, { journeyId: id });
  const wait = graph.nodes.find(({ type }) => type === "wait_for_event")?.id;
  expect(graph.edges).toContainEqual({ from: "pause", port: "next", to: wait });
  expect(graph.edges).toContainEqual({ from: wait, port: "happened", to: "tag" });
  expect(graph.edges).toContainEqual({ from: wait, port: "timeout", to: "bye" });

  const tidyUp = page.getByRole("button", { name: "Tidy up" });
  await expect(tidyUp).toBeDisabled();
  const from = await builder.block("Delay").boundingBox();
  if (from === null) throw new Error("the block is not on the screen");
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 140, from.y + 40, { steps: 5 });
  await page.mouse.up();
  await tidyUp.click();
  await expect(tidyUp).toBeDisabled();
  await builder.undo.click();
  await builder.saved();
  const dragged = (await api.call(getJourneyContract, { journeyId: id })).graph;
  expect(dragged.nodes.filter(({ position }) => position !== undefined).map((node) => node.id)).toEqual(["pause"]);
});

test("a Webhook block is tested as a contact, and a click on a value of the answer keeps it", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const leads = await audience();
  const crm = await receiver();
  crm.answer = () => ({ headers: { "content-type": "application/json" }, body: '{"data":{"id":"crm-7"}}' });
  const ann = `${unique("ann")}@example.com`;
  await api.call(createContactContract, { audienceId: leads.id, email: ann, status: "subscribed" });
  const graph: Graph = {
    nodes: [
      ...line.nodes.slice(0, 1),
      { id: "call", type: "webhook", name: "Tell the CRM", config: { method: "PUT", url: `${crm.url}/people` } },
    ],
    edges: [{ from: "start", port: "next", to: "call" }],
  };
  const { id } = await api.call(createJourneyContract, { name: unique("Test"), audienceId: leads.id, graph });
  const builder = new JourneyBuilder(page);
  await builder.open(id, "?block=call");
  const settings = builder.settings("Tell the CRM");
  await settings.getByRole("combobox", { name: "Test as" }).click();
  await page.getByPlaceholder("Start of a name or address…").fill(ann);
  await page.getByRole("option", { name: ann }).click();
  await settings.getByRole("button", { name: "Send test" }).click();
  await expect(settings.getByTestId("test-result")).toContainText("200");
  await expect(settings.getByTestId("test-result")).toContainText(ann);
  expect(crm.requests.map(({ method, url }) => [method, url])).toEqual([["PUT", "/people"]]);

  await settings.getByRole("button", { name: "Keep data.id" }).click();
  await expect(settings.getByRole("radio", { name: /Wait for the response/ })).toBeChecked();
  await expect(builder.canvas.getByText("Failure")).toBeVisible();
  await settings.getByRole("switch", { name: "Custom payload" }).click();
  await settings.getByLabel("Field name 1").fill("person");
  await settings.getByRole("button", { name: "Add field" }).click();
  await expect(settings.getByLabel("Field name 2")).toBeFocused();
  await settings.getByRole("button", { name: "Remove field 2" }).click();
  await builder.saved();
  const { graph: saved } = await api.call(getJourneyContract, { journeyId: id });
  expect(saved.nodes.find((node) => node.id === "call")?.config).toMatchObject({
    waitForResponse: true,
    customPayload: { mappings: [{ field: "person", source: "mapping", value: "" }] },
    save: [{ path: "data.id", to: "variable", key: "id" }],
  });
});

test("a Webhook block lists what it has sent last, and leads to the request and its answer", async ({
  page,
  api,
  audience,
  receiver,
}) => {
  const leads = await audience();
  const crm = await receiver();
  crm.answer = () => ({ status: 500, body: "down" });
  const ann = `${unique("ann")}@example.com`;
  const { id: contactId } = await api.call(createContactContract, { audienceId: leads.id, email: ann });
  const graph: Graph = {
    nodes: [
      { id: "start", type: "trigger", config: { on: "manual" } },
      { id: "call", type: "webhook", name: "Tell the CRM", config: { url: crm.url, retries: 0 } },
    ],
    edges: [{ from: "start", port: "next", to: "call" }],
  };
  const { id } = await api.call(createJourneyContract, { name: unique("Recent"), audienceId: leads.id, graph });
  const builder = new JourneyBuilder(page);
  await builder.open(id, "?block=call");
  const settings = builder.settings("Tell the CRM");
  await expect(settings.getByText("What it sends while the journey is live is listed here")).toBeVisible();
  await api.call(publishJourneyContract, { journeyId: id });
  await api.call(enterJourneyContract, { journeyId: id, contactId });
  await expect.poll(() => crm.requests.length).toBe(1);
  await builder.open(id, "?block=call");
  const recent = settings.getByRole("list", { name: "Recent deliveries" });
  await expect(recent.getByRole("link")).toContainText(/Failed.*500/);
  await recent.getByRole("link", { name: ann }).click();
  await expect(page.getByRole("dialog")).toContainText("500");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("search")).toContainText("Tell the CRM");
  await expect(page.getByRole("table", { name: "Deliveries" }).getByRole("row")).toHaveCount(2);
});

test("what is said of an unfinished setting takes no button away from under the pointer", async ({
  page,
  api,
  audience,
}) => {
  const leads = await audience();
  const config = { url: "https://crm.example.com", waitForResponse: true, save: [{ path: "", to: "tag", key: "a" }] };
  const graph: Graph = {
    nodes: [...line.nodes.slice(0, 1), { id: "call", type: "webhook", config }],
    edges: [{ from: "start", port: "next", to: "call" }],
  };
  const { id } = await api.call(createJourneyContract, { name: unique("Click"), audienceId: leads.id, graph });
  const builder = new JourneyBuilder(page);
  await builder.open(id, "?block=call");
  const settings = builder.settings("Webhook");
  await settings.getByLabel("Value 1: path in the response").click();
  await expect(settings.getByText("Choose a value of the response.")).toBeHidden();
  await settings.getByRole("button", { name: "Add value" }).click();
  await expect(settings.getByText("Choose a value of the response.").first()).toBeVisible();
  await expect(settings.getByLabel("Value 2: path in the response")).toBeVisible();
});

test("nor does what is said of it and goes when it is finished", async ({ page, api, audience }) => {
  const leads = await audience();
  const graph: Graph = {
    nodes: [
      ...line.nodes.slice(0, 1),
      { id: "call", type: "webhook", config: { url: "https://crm.example.com", auth: { type: "token", token: "" } } },
    ],
    edges: [{ from: "start", port: "next", to: "call" }],
  };
  const { id } = await api.call(createJourneyContract, { name: unique("Click"), audienceId: leads.id, graph });
  const builder = new JourneyBuilder(page);
  await builder.open(id, "?block=call");
  const settings = builder.settings("Webhook");
  await settings.getByLabel(/^Name/).focus();
  await settings.getByLabel("URL", { exact: true }).focus();
  await expect(settings.getByText("Enter the token.")).toBeVisible();
  await settings.getByLabel("Token", { exact: true }).fill("tok-123456");
  await settings.getByRole("switch", { name: "Custom headers" }).click();
  await expect(settings.getByLabel("Header 1: name")).toBeVisible();
  await expect(settings.getByText("Enter the token.")).toBeHidden();
});

test("what somebody else has saved meanwhile is not overwritten", async ({ page, api, audience }) => {
  const leads = await audience();
  const { id, revision } = await api.call(createJourneyContract, {
    name: unique("Shared"),
    audienceId: leads.id,
    graph: line,
  });
  const builder = new JourneyBuilder(page);
  await builder.open(id);
  await api.call(saveJourneyContract, { journeyId: id, revision, graph: { ...line, edges: [] } });
  await builder.block("Exit").click();
  await page.keyboard.press("Delete");
  await expect(page.getByText("Your last changes are not saved")).toBeVisible();
  expect((await api.call(getJourneyContract, { journeyId: id })).graph.nodes).toHaveLength(line.nodes.length);
  await page.getByRole("link", { name: "Mailbox" }).click();
  await page.getByRole("alertdialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay" }).click();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(builder.block("Exit")).toBeVisible();
  await expect(page.getByText("Your last changes are not saved")).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the builder can be used by everybody, in ${colorScheme}`, async ({ page, api, audience }) => {
    const leads = await audience();
    const { id } = await api.call(createJourneyContract, { name: unique("Axe"), audienceId: leads.id, graph: line });
    await page.emulateMedia({ colorScheme });
    const builder = new JourneyBuilder(page);
    for (const search of ["", "?view=list", "?block=pause", "?view=list&block=tag"]) {
      await builder.open(id, search);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id: rule, nodes }) => [search, rule, nodes.map(({ target }) => target)])).toEqual([]);
    }
  });

test("on a phone the list comes first, and settings fill the screen", async ({ page, api, audience }) => {
  const leads = await audience();
  const { id } = await api.call(createJourneyContract, { name: unique("Phone"), audienceId: leads.id, graph: line });
  await page.setViewportSize({ width: 390, height: 844 });
  const builder = new JourneyBuilder(page);
  await builder.open(id);
  await expect(page.getByRole("list", { name: "Steps of the journey" })).toBeVisible();
  await builder.block("Delay").click();
  const sheet = page.getByRole("dialog", { name: "Delay" });
  await sheet.getByLabel("How long").fill("4");
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(builder.block("Delay")).toContainText("4 days");
  await builder.saved();
});
