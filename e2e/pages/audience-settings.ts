import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

/** The screen Settings of an audience, with its card Inbound Webhook. */
export class AudienceSettings {
  readonly generate: Locator;
  readonly regenerate: Locator;
  readonly delete: Locator;
  readonly setup: Locator;
  readonly saved: Locator;

  constructor(private readonly page: Page) {
    this.generate = page.getByRole("button", { name: "Generate webhook URL" });
    this.regenerate = page.getByRole("button", { name: "Regenerate", exact: true });
    this.delete = page.getByRole("button", { name: "Delete", exact: true });
    this.setup = page.getByRole("button", { name: "View setup information" });
    this.saved = page.getByRole("button", { name: "I have saved it" });
  }

  async open(audience: { path: string }): Promise<void> {
    await open(this.page, `${audience.path}/settings`);
  }

  /** A fact of a card by its name: "Add only", "Last request". */
  fact(name: string): Locator {
    return this.page.getByRole("definition").and(this.page.locator(`dt:text-is("${name}") + dd`));
  }

  /** A URL that is shown this one time. */
  freshUrl(mode: "Add and update" | "Add only"): Locator {
    const copy = this.page.getByRole("button", { name: `Copy ${mode}` });
    return this.page.getByRole("definition").filter({ has: copy }).getByRole("code");
  }

  async freshUrls(): Promise<{ addAndUpdate: string; addOnly: string }> {
    return {
      addAndUpdate: (await this.freshUrl("Add and update").textContent()) ?? "",
      addOnly: (await this.freshUrl("Add only").textContent()) ?? "",
    };
  }
}
