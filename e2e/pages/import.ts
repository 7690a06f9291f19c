import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

/** Importing a CSV file into an audience. */
export class Import {
  readonly consent: Locator;
  readonly runDry: Locator;

  constructor(private readonly page: Page) {
    this.consent = page.getByRole("checkbox", { name: /agreed to get mail/ });
    this.runDry = page.getByRole("button", { name: /^Run dry/ });
  }

  async open(audience: { path: string }): Promise<void> {
    await open(this.page, `${audience.path}/import`);
  }

  async choose(name: string, content: string | Buffer): Promise<void> {
    await this.page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  }

  /** What a column becomes. */
  column(name: string): Locator {
    return this.page.getByRole("combobox", { name: `${name} becomes` });
  }

  async put(column: string, target: string): Promise<void> {
    await this.column(column).click();
    await this.page.getByRole("option", { name: target, exact: true }).click();
  }

  /** The number under a heading of the report. */
  figure(label: string): Locator {
    return this.page.getByText(label, { exact: true }).locator("xpath=following-sibling::*[1]");
  }

  async start(): Promise<void> {
    await this.consent.check();
    await this.page.getByRole("button", { name: /^Import \d/ }).click();
  }
}
