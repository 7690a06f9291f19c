import { expect, type Locator, type Page } from "@playwright/test";
import { open } from "../fixtures";

export type TypeLabel = "Subscribed" | "Unconfirmed" | "Unsubscribed" | "Delete";

/** Workspace settings → Inbound webhooks. */
export class InboundWebhooks {
  readonly create: Locator;
  /** The sheet that creates or changes a webhook. */
  readonly sheet: Locator;
  readonly name: Locator;
  readonly advanced: Locator;

  constructor(private readonly page: Page) {
    this.create = page.getByRole("main").getByRole("button", { name: "Create webhook" }).first();
    this.sheet = page.getByRole("dialog").filter({ has: page.getByRole("radiogroup", { name: "Type" }) });
    this.name = this.sheet.getByRole("textbox", { name: "Name" });
    this.advanced = this.sheet.getByRole("button", { name: /^Advanced/ });
  }

  async open(query = ""): Promise<void> {
    await open(this.page, `/default/settings/inbound-webhooks${query}`);
  }

  row(name: string): Locator {
    return this.page
      .getByRole("table", { name: "Inbound webhooks" })
      .getByRole("row")
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Opens the sheet and says what every webhook needs. */
  async fill(name: string, type: TypeLabel, audience: string): Promise<void> {
    await this.create.click();
    await this.name.fill(name);
    await this.chooseType(type);
    await this.sheet.getByRole("combobox", { name: "Audience" }).click();
    await this.page.getByRole("option", { name: audience }).click();
  }

  async chooseType(type: TypeLabel): Promise<void> {
    await this.sheet
      .getByRole("radiogroup", { name: "Type" })
      .getByRole("radio", { name: new RegExp(`^${type} `) })
      .click();
  }

  async addTag(tag: string): Promise<void> {
    await this.sheet.getByRole("combobox", { name: "Tags" }).click();
    await this.page.getByPlaceholder("Search or create tags…").fill(tag);
    await this.page.getByRole("option", { name: tag }).click();
    await this.page.keyboard.press("Escape");
  }

  /** Saves a new webhook and takes its URL from the dialog that follows, as people do. */
  async save(name: string): Promise<string> {
    await this.sheet.getByRole("button", { name: "Create webhook" }).click();
    return this.copyFrom(`${name} is ready`);
  }

  /** The URL that the dialog's button puts on the clipboard. */
  async copyFrom(title: string): Promise<string> {
    const dialog = this.page.getByRole("dialog", { name: title });
    await dialog.getByRole("button", { name: "Copy URL" }).click();
    const url = await this.clipboard();
    await dialog.getByRole("button", { name: "Done" }).click();
    return url;
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Chooses from the menu of a row. */
  async choose(name: string, item: string): Promise<void> {
    await this.row(name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Chooses what the value at a path is for, in the line of the field mapping that holds it. */
  async mapTo(path: string, field: string): Promise<void> {
    const lines = this.sheet.getByRole("list", { name: "Field mapping" }).getByRole("textbox");
    await expect(lines.last()).not.toHaveValue("");
    const values = await lines.evaluateAll((inputs: HTMLInputElement[]) => inputs.map((input) => input.value));
    await this.sheet.getByRole("combobox", { name: `Field ${values.indexOf(path) + 1}` }).click();
    await this.page.getByRole("option", { name: field }).first().click();
  }
}
