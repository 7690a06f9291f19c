import { expect, type Locator, type Page } from "@playwright/test";
import { open } from "../fixtures";

/** The segments of an audience. */
export class Segments {
  readonly table: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Segments" });
  }

  async open(audience: { path: string }): Promise<void> {
    await open(this.page, `${audience.path}/segments`);
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  async create(): Promise<SegmentBuilder> {
    await this.page.getByRole("link", { name: "Create segment" }).first().click();
    const builder = new SegmentBuilder(this.page);
    await builder.name.waitFor();
    return builder;
  }

  async act(name: string, action: "Open" | "Edit" | "Duplicate" | "Delete"): Promise<void> {
    await this.row(name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }
}

/** The page on which a segment's rules are written. Places are "1", "2.1": the first line, the first one of the second group. */
export class SegmentBuilder {
  readonly name: Locator;
  /** How many contacts match, and some of them. */
  readonly preview: Locator;

  constructor(private readonly page: Page) {
    this.name = page.getByLabel("Name", { exact: true });
    this.preview = page
      .getByRole("complementary", { name: "What the rules mean" })
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "Who matches now" }) });
  }

  condition(place: string): Locator {
    return this.page.getByRole("group", { name: `Condition ${place}`, exact: true });
  }

  group(place: string): Locator {
    return this.page.getByRole("group", { name: `Group ${place}`, exact: true });
  }

  /** What is wrong, at a line. */
  problem(place: string): Locator {
    return this.condition(place).getByRole("alert");
  }

  async pickProperty(place: string, property: string): Promise<void> {
    await this.condition(place).getByRole("combobox", { name: "property" }).click();
    await this.page.getByPlaceholder("Search properties, fields, events…").fill(property);
    await this.page.getByRole("option", { name: property }).first().click();
  }

  async pickComparison(place: string, label: string): Promise<void> {
    const comparison = this.condition(place).getByRole("combobox", { name: "comparison" });
    await comparison.click();
    await this.page.getByRole("option", { name: label, exact: true }).click();
    // The list gives the focus back when it has closed; until then it would take it from whatever comes next.
    await expect(comparison).toBeFocused();
  }

  value(place: string): Locator {
    return this.condition(place).getByLabel("value");
  }

  async pickTag(place: string, tag: string): Promise<void> {
    await this.value(place).click();
    await this.page.getByPlaceholder("Search tags…").fill(tag);
    await this.page.getByRole("option", { name: tag }).first().click();
  }

  /** Adds a line or a group at the end of the group at `place`, of all rules without one. */
  async add(what: "condition" | "group", place?: string): Promise<void> {
    const frame =
      place === undefined ? this.page.getByRole("group", { name: "Rules", exact: true }) : this.group(place);
    await frame
      .getByRole("button", { name: `Add ${what}` })
      .last()
      .click();
  }

  async act(place: string, action: "Move up" | "Move down" | "Duplicate" | "Remove"): Promise<void> {
    await this.page.getByRole("button", { name: `Actions for condition ${place}`, exact: true }).click();
    await this.page.getByRole("menuitem", { name: action, exact: true }).click();
  }

  async save(label: "Create segment" | "Save segment"): Promise<void> {
    await this.page.getByRole("button", { name: label }).click();
  }
}

/** One segment with its members. */
export class SegmentPage {
  readonly members: Locator;
  readonly why: Locator;

  constructor(private readonly page: Page) {
    this.members = page.getByRole("table", { name: "Members" });
    this.why = page.getByRole("dialog", { name: "Why is this contact in it, or not?" });
  }

  member(email: string): Locator {
    return this.members.getByRole("link", { name: email, exact: true });
  }

  /** Asks why somebody is in the segment or not. */
  async askWhy(email: string): Promise<void> {
    await this.page.getByRole("button", { name: "Why is somebody in it?" }).click();
    await this.why.getByRole("combobox", { name: "Contact" }).click();
    await this.page.getByPlaceholder("Start of a name or address…").fill(email);
    await this.page.getByRole("option", { name: email }).click();
  }
}
