import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

/** The requests to an audience's webhook. */
export class RequestLog {
  readonly table: Locator;
  readonly inspector: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Requests" });
    this.inspector = page.getByRole("dialog");
  }

  async open(audience: { path: string }): Promise<void> {
    await open(this.page, `${audience.path}/requests`);
  }

  /** The rows of an address, newest first. */
  rows(email: string): Locator {
    return this.table.getByRole("row").filter({ hasText: email });
  }
}
