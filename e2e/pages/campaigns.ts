import type { FrameLocator, Locator, Page } from "@playwright/test";
import { hydrated, open } from "../fixtures";

/** The campaigns of the workspace. */
export class Campaigns {
  readonly table: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Campaigns" });
  }

  async open(search = ""): Promise<void> {
    await open(this.page, `/default/campaigns${search}`);
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  /** Through the dialog into the editor of the new draft. */
  async create(name: string, audience: string): Promise<CampaignEditor> {
    await this.page.getByRole("button", { name: "New campaign" }).first().click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("combobox", { name: "Audience" }).click();
    await this.page.getByPlaceholder("Search audiences…").fill(audience);
    await this.page.getByRole("option", { name: audience }).click();
    await dialog.getByRole("button", { name: "Create and write" }).click();
    const editor = new CampaignEditor(this.page);
    await editor.subject.waitFor();
    await hydrated(this.page);
    return editor;
  }

  async act(name: string, action: "Open" | "Rename" | "Duplicate" | "Delete"): Promise<void> {
    await this.row(name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }
}

/** Content and recipients of a draft, with its preview. */
export class CampaignEditor {
  readonly subject: Locator;
  readonly fromName: Locator;
  readonly fromEmail: Locator;
  readonly html: Locator;
  readonly preview: Locator;
  /** The mail in the preview. */
  readonly mail: FrameLocator;

  constructor(private readonly page: Page) {
    this.subject = page.getByLabel("Subject", { exact: true });
    this.fromName = page.getByLabel("From name");
    this.fromEmail = page.getByLabel("From address");
    this.html = page.getByRole("textbox", { name: "HTML", exact: true });
    this.preview = page.getByRole("region", { name: "Preview" });
    this.mail = page.frameLocator("iframe[title='Preview of the mail']").frameLocator("iframe");
  }

  /** Whether everything on the screen is kept. */
  get saveState(): Locator {
    return this.preview.getByRole("status").first();
  }

  async insertMergeTag(into: "the subject" | "the HTML", property: string, fallback = ""): Promise<void> {
    await this.page.getByRole("button", { name: `Insert a merge tag into ${into}` }).click();
    if (fallback !== "") await this.page.getByLabel("If empty, write").fill(fallback);
    await this.page.getByPlaceholder("Search merge tags…").fill(property);
    await this.page.getByRole("option", { name: property }).first().click();
  }

  async previewAs(email: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Preview as" }).click();
    await this.page.getByPlaceholder("Start of a name or address…").fill(email);
    await this.page.getByRole("option", { name: email }).click();
  }

  async review(): Promise<Review> {
    await this.page
      .getByRole("navigation", { name: "Campaign" })
      .getByRole("link", { name: "Review and send" })
      .click();
    const review = new Review(this.page);
    await review.addresses.waitFor();
    return review;
  }
}

/** The last look before a campaign goes out. */
export class Review {
  readonly addresses: Locator;
  readonly sendNow: Locator;

  constructor(private readonly page: Page) {
    this.addresses = page.getByLabel("Addresses");
    this.sendNow = page.getByRole("button", { name: "Send now" });
  }

  async sendTest(to: string): Promise<void> {
    await this.addresses.fill(to);
    await this.page.getByRole("button", { name: "Send test" }).click();
  }

  /** Asks, then sends to as many as the question names. */
  async send(who: string): Promise<Report> {
    await this.sendNow.click();
    await this.page
      .getByRole("alertdialog")
      .getByRole("button", { name: `Send to ${who}`, exact: true })
      .click();
    return new Report(this.page);
  }

  async schedule(at: string): Promise<void> {
    await this.page.getByRole("button", { name: "Schedule", exact: true }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Date and time").fill(at);
    await dialog.getByRole("button", { name: "Schedule" }).click();
  }
}

/** What became of a campaign. */
export class Report {
  readonly recipients: Locator;
  readonly links: Locator;

  constructor(private readonly page: Page) {
    this.recipients = page.getByRole("table", { name: "Recipients" });
    this.links = page.getByRole("table", { name: "Links" });
  }

  /** The campaign's status, above all of its screens. */
  status(label: string): Locator {
    return this.page.locator("header").getByText(label, { exact: true });
  }

  /** One of the numbers that lead to the recipients behind them. */
  number(label: string): Locator {
    return this.page.getByRole("main").getByRole("link", { name: label });
  }

  recipient(email: string): Locator {
    return this.recipients.getByRole("row").filter({ hasText: email });
  }
}
