import type { Locator, Page } from "@playwright/test";
import { expect, open } from "../fixtures";

/** Who is and was in a journey, and one run in the inspector. */
export class JourneyRuns {
  readonly rows: Locator;
  readonly inspector: Locator;
  readonly question: Locator;

  constructor(private readonly page: Page) {
    this.rows = page.getByRole("table", { name: "Runs" }).locator("tbody").getByRole("row");
    this.inspector = page.getByRole("dialog").filter({ has: page.getByRole("button", { name: "Older run" }) });
    this.question = page.getByRole("alertdialog");
  }

  async open(journeyId: string, query = ""): Promise<void> {
    await open(this.page, `/default/journeys/${journeyId}/runs${query}`);
  }

  row(email: string): Locator {
    return this.rows.filter({ hasText: email }).first();
  }

  async inspect(email: string): Promise<void> {
    await this.row(email).click();
    await this.inspector.waitFor();
  }

  /** The blocks of the open run, in order. */
  get steps(): Locator {
    return this.inspector.getByRole("list", { name: "Blocks" }).locator("> li");
  }

  async close(): Promise<void> {
    await this.inspector.getByRole("button", { name: "Close" }).click();
    await expect(this.inspector).toBeHidden();
  }

  tab(name: string): Locator {
    return this.page.getByRole("tablist", { name: "State" }).getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  /** One of the four numbers on a block of the builder: "2 entered". */
  count(block: string, text: string): Locator {
    return this.page.getByRole("group", { name: `Contacts of ${block}` }).getByRole("link", { name: text });
  }
}
