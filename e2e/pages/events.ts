import type { Locator, Page } from "@playwright/test";

/** Everything that happened in the workspace. */
export class Events {
  readonly table: Locator;
  readonly inspector: Locator;
  readonly live: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Events" });
    this.inspector = page.getByRole("dialog");
    this.live = page.getByRole("switch", { name: "Live" });
  }

  /** The rows of an address, newest first. */
  rows(email: string): Locator {
    return this.table.getByRole("row").filter({ hasText: email });
  }

  row(label: string): Locator {
    return this.table.getByRole("row").filter({ hasText: label });
  }

  /** Types into the picker and takes the option with that label. */
  async chooseType(typed: string, label: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Type" }).click();
    await this.page.getByRole("combobox", { name: "Search types…" }).fill(typed);
    await this.page.getByRole("option", { name: label }).click();
  }
}
