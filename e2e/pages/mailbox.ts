import type { Locator, Page } from "@playwright/test";
import { expect, open } from "../fixtures";

/** The mails of the workspace; for the operator also those about accounts. */
export class Mailbox {
  readonly table: Locator;
  readonly mail: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Mails" });
    this.mail = page.getByRole("dialog");
  }

  /** Opens the one mail to an address, once it has been written. */
  async openMailTo(email: string): Promise<void> {
    const row = this.table.getByRole("row").filter({ hasText: email });
    await expect(async () => {
      await open(this.page, `/default/mailbox?to=${encodeURIComponent(email)}`);
      await expect(row).toHaveCount(1, { timeout: 2_000 });
    }).toPass();
    await row.click();
  }

  /** The address of the first link in the mail that is open: the one it was written for. */
  async link(): Promise<string> {
    await this.mail.getByRole("tab", { name: "Text" }).click();
    const href = await this.mail.getByRole("tabpanel").getByRole("link").first().getAttribute("href");
    if (href === null) throw new Error("the mail has no link");
    return href;
  }
}
