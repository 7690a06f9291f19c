import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

/** The log of what webhooks send, and one delivery in the inspector. */
export class Deliveries {
  readonly table: Locator;
  readonly rows: Locator;
  readonly inspector: Locator;
  readonly question: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Deliveries" });
    this.rows = this.table.locator("tbody").getByRole("row");
    this.inspector = page.getByRole("dialog").filter({ has: page.getByRole("button", { name: "Older delivery" }) });
    this.question = page.getByRole("alertdialog");
  }

  async open(query = ""): Promise<void> {
    await open(this.page, `/default/deliveries${query}`);
  }

  /** The newest delivery to a contact. */
  row(email: string): Locator {
    return this.rows.filter({ hasText: email }).first();
  }

  async inspect(email: string): Promise<void> {
    await this.row(email).click();
    await this.inspector.waitFor();
  }

  state(name: string): Locator {
    return this.page.getByRole("tablist", { name: "State" }).getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  /** A tab of the inspector. */
  part(name: string): Locator {
    return this.inspector.getByRole("tablist", { name: "Details" }).getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  get attempts(): Locator {
    return this.inspector.getByRole("list", { name: "Attempts" }).getByRole("listitem");
  }

  /** What the clipboard holds. */
  copied(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
