import type { Locator, Page } from "@playwright/test";

/** The sheet Setup information of an audience's webhook. */
export class SetupInformation {
  readonly sheet: Locator;
  readonly sample: Locator;
  readonly testBody: Locator;
  readonly dryRun: Locator;

  constructor(private readonly page: Page) {
    this.sheet = page.getByRole("dialog", { name: "Setup information" });
    this.sample = this.section("Code").getByRole("tabpanel").getByRole("code");
    this.testBody = this.sheet.getByRole("textbox", { name: "Body" });
    this.dryRun = this.sheet.getByRole("switch", { name: "Dry run" });
  }

  /** A part of a tab by its heading. */
  section(heading: string): Locator {
    return this.sheet
      .locator("section")
      .filter({ has: this.page.getByRole("heading", { name: heading, exact: true }) });
  }

  /** The body of the example request. */
  async body(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.section("Body").getByRole("code").textContent()) ?? "");
  }

  async showTab(name: "Example request" | "Field reference" | "Answers" | "Send test"): Promise<void> {
    await this.sheet.getByRole("tab", { name }).click();
  }

  /** The code that sends the request, in a language by the name of its tab. */
  async showSample(language: string): Promise<void> {
    await this.sheet.getByRole("tab", { name: language, exact: true }).click();
  }

  /** Adds a group, or a tag that there may not be yet. */
  async pick(what: "Groups" | "Tags", name: string): Promise<void> {
    await this.sheet.getByRole("combobox", { name: what }).click();
    await this.page.getByPlaceholder(what === "Groups" ? "Search groups…" : "Search or type a new tag…").fill(name);
    await this.page.getByRole("option", { name }).click();
    await this.page.keyboard.press("Escape");
  }
}
