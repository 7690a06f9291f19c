import { createContactContract } from "@/lib/contacts/contract";
import { createSegmentContract, getSegmentContract, listSegmentsContract } from "@/lib/segments/contract";
import { expect, open, test } from "./fixtures";
import { getContact } from "./fixtures/contacts";
import { SegmentBuilder, SegmentPage, Segments } from "./pages/segments";

const cersei = "cersei@example.com";
const house = { label: "House", type: "text" } as const;

test("a segment is built with a group inside, counted while it is written, and lets contacts in and out by itself", async ({
  page,
  api,
  audience,
  post,
}) => {
  // Its steps follow one another through the whole life of a segment.
  test.slow();
  const newsletter = await audience({ fields: [house] });
  const { addAndUpdate } = newsletter.urls;
  await post(addAndUpdate, { email: "tywin@example.com", house: "Lannister", tags: "gold" });
  await post(addAndUpdate, { email: "margaery@example.com", house: "Tyrell", tags: "gold" });
  await post(addAndUpdate, { email: cersei, house: "Baratheon", tags: "gold" });
  const segments = new Segments(page);

  await test.step("the empty list teaches and offers the first one", async () => {
    await segments.open(newsletter);
    await expect(segments.table.getByText("No segment yet")).toBeVisible();
  });

  const builder = await segments.create();
  await test.step("lines and a group are added, and who matches is counted meanwhile", async () => {
    await builder.name.fill("Golden houses");
    await expect(builder.preview).toContainText("Finish the conditions");
    await builder.pickProperty("1", "Tags");
    await builder.pickTag("1", "gold");
    await expect(builder.preview).toContainText("3 contacts");
    await builder.add("group");
    await builder.pickProperty("2.1", "House");
    await builder.value("2.1").fill("lannister");
    await expect(builder.preview).toContainText("1 contact");
    await expect(builder.preview).toContainText("tywin@example.com");
    await builder.add("condition", "2");
    await builder.pickProperty("2.2", "House");
    await builder.pickComparison("2.2", "starts with");
    await builder.value("2.2").fill("Tyr");
    await expect(builder.preview).toContainText("2 contacts");
    await expect(
      page.getByText("Tags contain “gold” and (House is “lannister” or House starts with “Tyr”)"),
    ).toBeVisible();
  });

  const segment = new SegmentPage(page);
  await test.step("saved, its members are found in the background", async () => {
    await builder.save("Create segment");
    await expect(page.getByText("Segment Golden houses created.")).toBeVisible();
    await expect(segment.member("tywin@example.com")).toBeVisible();
    await expect(segment.member("margaery@example.com")).toBeVisible();
    await expect(segment.member(cersei)).toBeHidden();
  });

  await test.step("a webhook that changes a contact lets it in", async () => {
    await post(addAndUpdate, { email: cersei, house: "Lannister" });
    await expect(segment.member(cersei)).toBeVisible({ timeout: 20_000 });
  });

  await test.step("each condition says why a contact is in it", async () => {
    await segment.askWhy(cersei);
    await expect(segment.why.getByText("In the segment", { exact: true })).toBeVisible();
    await expect(segment.why).toContainText("This contact: Lannister");
    await expect(segment.why.getByText("Not true:")).toHaveCount(1);
    await page.keyboard.press("Escape");
  });

  await test.step("another webhook lets it out, and the reason is told", async () => {
    await post(addAndUpdate, { email: cersei, house: "Stark" });
    await expect(segment.member(cersei)).toBeHidden({ timeout: 20_000 });
    await segment.askWhy(cersei);
    await expect(segment.why.getByText("Not in the segment", { exact: true })).toBeVisible();
    await expect(segment.why).toContainText("This contact: Stark");
  });

  await test.step("a member's profile leads back to the segment", async () => {
    const contact = await getContact(api, newsletter.id, "tywin@example.com");
    await open(page, `${newsletter.path}/contacts/${contact?.id}`);
    await page.getByRole("link", { name: "Golden houses" }).click();
    await expect(segment.member("tywin@example.com")).toBeVisible();
  });
});

test("a line that cannot be saved says so in its place, and the keyboard alone moves lines between groups", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience({ fields: [house] });
  const segments = new Segments(page);
  await segments.open(newsletter);
  const builder = await segments.create();
  await builder.save("Create segment");
  await expect(page.getByText("The name can't be empty.")).toBeVisible();
  await expect(builder.problem("1")).toHaveText("Choose what the condition looks at.");

  await builder.name.fill("Quiet ones");
  await builder.pickProperty("1", "House");
  await builder.save("Create segment");
  await expect(builder.problem("1")).toBeVisible();
  await builder.value("1").fill("Stark");
  await expect(builder.problem("1")).toBeHidden();

  await builder.add("group");
  await builder.pickProperty("2.1", "Email opened");
  await builder.pickComparison("2.1", "never happened");
  await page.getByRole("button", { name: "Actions for condition 1", exact: true }).press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(builder.condition("1.1")).toContainText("House");
  await expect(page.getByRole("button", { name: "Actions for condition 1.1", exact: true })).toBeFocused();
  await builder.save("Create segment");
  await expect(page.getByText("Segment Quiet ones created.")).toBeVisible();
  const { items } = await api.call(listSegmentsContract, { audienceId: newsletter.id });
  expect(items.map(({ rules }) => rules)).toEqual([
    {
      all: [
        {
          any: [
            { field: "contact.fields.house", op: "is", value: "Stark" },
            { field: "event.email.opened", op: "never", value: {} },
          ],
        },
      ],
    },
  ]);
});

test("unsaved rules are not lost without a question", async ({ page, api, audience }) => {
  const newsletter = await audience();
  const rules = { all: [{ field: "contact.status", op: "is", value: "subscribed" }] };
  const segment = await api.call(createSegmentContract, { audienceId: newsletter.id, name: "Active ones", rules });
  const segments = new Segments(page);
  await segments.open(newsletter);
  await segments.act("Active ones", "Edit");
  const builder = new SegmentBuilder(page);
  await builder.name.fill("Renamed");
  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(builder.name).toHaveValue("Renamed");
  await page.goBack();
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(builder.name).toHaveValue("Renamed");
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Data fields" }).click();
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(builder.name).toHaveValue("Renamed");
  await page.goBack();
  await question.getByRole("button", { name: "Leave without saving" }).click();
  await expect(segments.row("Active ones")).toBeVisible();
  expect(await api.call(getSegmentContract, { audienceId: newsletter.id, segmentId: segment.id })).toMatchObject({
    name: "Active ones",
  });
});

test("a segment is copied, and one that another reads says what it is used by before it is deleted", async ({
  page,
  api,
  audience,
}) => {
  const newsletter = await audience();
  await api.call(createContactContract, { audienceId: newsletter.id, email: cersei });
  const rules = { all: [{ field: "contact.email", op: "ends_with", value: "@example.com" }] };
  const lions = await api.call(createSegmentContract, { audienceId: newsletter.id, name: "Lions", rules });
  await api.call(createSegmentContract, {
    audienceId: newsletter.id,
    name: "Others",
    rules: { all: [{ field: "segment", op: "is_not_in", value: lions.id }] },
  });
  const segments = new Segments(page);
  await segments.open(newsletter);
  await expect(segments.row("Lions")).toContainText("Others");
  await segments.act("Lions", "Duplicate");
  const builder = new SegmentBuilder(page);
  await expect(builder.name).toHaveValue("Copy of Lions");
  await expect(builder.preview).toContainText("1 contact");
  await builder.save("Create segment");
  await expect(new SegmentPage(page).member(cersei)).toBeVisible();

  await segments.open(newsletter);
  await segments.act("Lions", "Delete");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Others uses it.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await segments.act("Copy of Lions", "Delete");
  await question.getByRole("button", { name: "Delete segment" }).click();
  await expect(segments.row("Copy of Lions")).toBeHidden();
});
