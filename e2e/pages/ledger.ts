import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

/** The requests of the workspace, one request in the inspector, and replays. */
export class Ledger {
  readonly table: Locator;
  readonly inspector: Locator;
  readonly replayAll: Locator;
  readonly question: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Requests" });
    this.inspector = page.getByRole("dialog").first();
    this.replayAll = page.getByRole("button", { name: "Replay all failed" });
    this.question = page.getByRole("alertdialog");
  }

  async open(query = ""): Promise<void> {
    await open(this.page, `/default/requests${query}`);
  }

  /** Opens the newest request of an address. */
  async inspect(email: string): Promise<void> {
    await this.open(`?email=${encodeURIComponent(email)}`);
    await this.rows(email).first().click();
    await this.inspector.waitFor();
  }

  rows(email: string): Locator {
    return this.table.getByRole("row").filter({ hasText: email });
  }

  /** Ticks the newest request of an address. */
  async choose(email: string): Promise<void> {
    await this.rows(email).first().getByRole("checkbox").check();
  }

  button(name: string): Locator {
    return this.inspector.getByRole("button", { name, exact: true });
  }

  /** What the clipboard holds. */
  copied(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
