import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated, open } from "../fixtures";

/** Outgoing webhooks: a campaign's under Connect, or the workspace's own; and the form that adds and changes them. */
export class Webhooks {
  readonly url: Locator;
  readonly secret: Locator;
  readonly custom: Locator;
  readonly mapping: Locator;
  readonly preview: Locator;
  readonly advanced: Locator;
  readonly panel: Locator;

  constructor(
    private readonly page: Page,
    /** `/default/webhooks`, or a campaign's Connect page. */
    private readonly path: string,
  ) {
    this.url = page.getByRole("textbox", { name: "Payload URL" });
    this.secret = page.getByLabel("Secret", { exact: true });
    this.custom = page.getByRole("switch", { name: "Custom payload" });
    this.mapping = page.getByRole("list", { name: "Data mapping" });
    this.preview = page.getByTestId("preview");
    this.advanced = page.getByRole("button", { name: /^Advanced/ });
    this.panel = page.getByRole("dialog").filter({ has: page.getByRole("tab", { name: "Send test" }) });
  }

  async open(): Promise<void> {
    await open(this.page, this.path);
  }

  /** Opens the form for a new one. */
  async add(): Promise<void> {
    await this.page.getByRole("link", { name: "Add webhook" }).first().click();
    await this.page.waitForURL("**/new");
    await hydrated(this.page);
  }

  /** Opens the form with what is saved. */
  async edit(name: string): Promise<void> {
    await this.choose(name, "Edit");
    await expect(this.page.getByRole("button", { name: "Save webhook" })).toBeVisible();
    await hydrated(this.page);
  }

  radio(group: string, name: string): Locator {
    return this.page.getByRole("radiogroup", { name: group }).getByRole("radio", { name: new RegExp(`^${name}`) });
  }

  event(label: string): Locator {
    return this.page.getByRole("checkbox", { name: label, exact: true });
  }

  /** What tells this webhook from others in lists. */
  async name(name: string): Promise<void> {
    await this.advanced.click();
    await this.page.getByRole("textbox", { name: /^Name/ }).fill(name);
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: /^(Add|Save) webhook$/ }).click();
    await this.page.waitForURL(`**${this.path}`);
    await expect(this.page.getByRole("table", { name: "Webhooks" })).toBeVisible();
  }

  row(name: string): Locator {
    return this.page
      .getByRole("table", { name: "Webhooks" })
      .getByRole("row")
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Chooses from the menu of a row. */
  async choose(name: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Sends a test through a saved webhook and closes the panel when the answer is there. */
  async sendTest(name: string): Promise<void> {
    await this.choose(name, "Send test");
    await this.panel.getByRole("button", { name: "Send test" }).click();
    await expect(this.page.getByTestId("test-result")).toContainText("counts as delivered");
    await this.panel.getByRole("button", { name: "Close" }).click();
    await expect(this.panel).toBeHidden();
  }

  /** Fills the row with this number; the source is "Field mapping" unless said otherwise. */
  async map(number: number, field: string, property: string): Promise<void> {
    await this.fieldName(number).fill(field);
    await this.mapping.getByRole("combobox", { name: `Property ${number}`, exact: true }).click();
    await this.page.getByPlaceholder("Search properties…").fill(property);
    await this.page.getByRole("option", { name: property }).first().click();
  }

  async mapText(number: number, field: string, source: "Custom value" | "Template", value: string): Promise<void> {
    await this.fieldName(number).fill(field);
    await this.chooseSource(number, source);
    await this.mapping.getByRole("textbox", { name: `${source} ${number}`, exact: true }).fill(value);
  }

  async chooseSource(number: number, source: string): Promise<void> {
    await this.mapping.getByRole("combobox", { name: `Source ${number}`, exact: true }).click();
    await this.page.getByRole("option", { name: new RegExp(`^${source}`) }).click();
  }

  fieldName(number: number): Locator {
    return this.mapping.getByRole("textbox", { name: `Field name ${number}`, exact: true });
  }

  async addField(): Promise<void> {
    await this.page.getByRole("button", { name: "Add field" }).click();
  }

  /** The names of the fields from top to bottom. */
  fieldNames(): Promise<string[]> {
    return this.mapping
      .getByRole("textbox", { name: /^Field name/ })
      .evaluateAll((inputs: HTMLInputElement[]) => inputs.map((input) => input.value));
  }
}
