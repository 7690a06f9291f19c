import type { Locator, Page } from "@playwright/test";
import { expect, hydrated, open } from "../fixtures";

/** The journeys of the workspace. */
export class Journeys {
  readonly table: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Journeys" });
  }

  async open(search = ""): Promise<void> {
    await open(this.page, `/default/journeys${search}`);
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  /** Through the dialog into the builder of the new draft. */
  async create(name: string, audience: string, template = "Empty"): Promise<JourneyBuilder> {
    await this.page.getByRole("button", { name: "New journey" }).first().click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("combobox", { name: "Audience" }).click();
    await this.page.getByPlaceholder("Search audiences…").fill(audience);
    await this.page.getByRole("option", { name: audience }).click();
    await dialog.getByRole("radio", { name: template }).click();
    await dialog.getByRole("button", { name: "Create and build" }).click();
    const builder = new JourneyBuilder(this.page);
    await builder.block("Trigger").waitFor();
    await hydrated(this.page);
    return builder;
  }

  async act(name: string, action: "Open" | "Rename" | "Duplicate" | "Pause" | "Resume" | "Delete"): Promise<void> {
    await this.row(name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }
}

/** The blocks of a journey, as a picture or a list. */
export class JourneyBuilder {
  readonly canvas: Locator;
  readonly palette: Locator;
  readonly undo: Locator;
  readonly redo: Locator;

  constructor(private readonly page: Page) {
    this.canvas = page.getByRole("region", { name: "Canvas" });
    this.palette = page.getByRole("navigation", { name: "Blocks" });
    this.undo = page.getByRole("button", { name: "Undo" });
    this.redo = page.getByRole("button", { name: "Redo" });
  }

  async open(journeyId: string, search = ""): Promise<void> {
    await open(this.page, `/default/journeys/${journeyId}${search}`);
    await this.block("Trigger").waitFor();
  }

  async show(view: "Canvas" | "List"): Promise<void> {
    await this.page.getByRole("button", { name: view, exact: true }).click();
    if (view === "List") await this.page.getByRole("list", { name: "Steps of the journey" }).waitFor();
    else await this.canvas.waitFor();
  }

  /** A block by what stands on it. */
  block(name: string): Locator {
    return this.page.locator("[data-block]").filter({ hasText: name });
  }

  /** The names of all blocks, in the order of the page. */
  names(): Promise<string[]> {
    return this.page
      .locator("[data-block] .font-medium")
      .evaluateAll((all) => all.map((element) => element.textContent ?? ""));
  }

  /** Presses the place behind an output ("Trigger", "Condition, Yes") and picks what goes there. */
  async add(behind: string, block: string): Promise<void> {
    await this.page.getByRole("button", { name: `Add a block behind ${behind}`, exact: true }).click();
    await this.pick(block);
  }

  /** Leads an output to a block that is there already. */
  async lead(behind: string, to: string): Promise<void> {
    await this.page.getByRole("button", { name: `Add a block behind ${behind}`, exact: true }).click();
    const list = this.page.getByRole("dialog", { name: "Add a block" });
    await list.getByPlaceholder("Search blocks…").fill("go on at");
    await list.getByRole("option", { name: to }).click();
  }

  /** In the open list of blocks. */
  async pick(block: string): Promise<void> {
    const list = this.page.getByRole("dialog", { name: "Add a block" });
    await list.getByPlaceholder("Search blocks…").fill(block);
    await list.getByRole("option", { name: block }).first().click();
    await list.waitFor({ state: "hidden" });
  }

  /** The settings beside the canvas. */
  settings(name: string): Locator {
    return this.page.getByRole("complementary", { name: `Settings of ${name}` });
  }

  get saveState(): Locator {
    return this.page.locator("header").getByRole("status");
  }

  /** Until everything on the screen is kept. */
  async saved(): Promise<void> {
    await expect(this.saveState).toHaveText("Saved");
  }

  status(label: "Draft" | "Live" | "Paused"): Locator {
    return this.page.locator("header").getByText(label, { exact: true });
  }

  async publish(): Promise<Locator> {
    await this.page
      .locator("header")
      .getByRole("button", { name: /^Publish/ })
      .click();
    return this.page.getByRole("dialog");
  }
}
