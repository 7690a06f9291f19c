import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

/** The contacts of an audience. */
export class Contacts {
  readonly table: Locator;
  readonly search: Locator;
  readonly add: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Contacts" });
    this.search = page.getByRole("searchbox");
    this.add = page.getByRole("button", { name: "Add contact" });
  }

  async open(audience: { path: string }): Promise<void> {
    await open(this.page, audience.path);
  }

  row(email: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("link", { name: email, exact: true }) });
  }

  /** The addresses that the table shows. */
  emails(): Locator {
    return this.table.getByRole("link");
  }

  /** Narrows the list to a status by its button above it. */
  async show(status: string): Promise<void> {
    await this.page
      .getByRole("group", { name: "Contacts by status" })
      .getByRole("button", { name: new RegExp(`^${status}`) })
      .click();
  }

  /** Opens a filter and picks one of its options. */
  async filter(name: "Tag" | "Group" | "Segment", option: string): Promise<void> {
    await this.page.getByRole("search").getByRole("button", { name, exact: true }).click();
    await this.page.getByRole("option", { name: option }).click();
  }

  /** Ticks contacts. */
  async choose(...emails: string[]): Promise<void> {
    for (const email of emails) await this.row(email).getByRole("checkbox").check();
  }

  /** Opens a contact's profile from the table. */
  async openProfile(email: string): Promise<ContactProfile> {
    await this.table.getByRole("link", { name: email, exact: true }).click();
    const profile = new ContactProfile(this.page);
    await profile.heading(email).waitFor();
    return profile;
  }
}

/** One contact with its fields and history. */
export class ContactProfile {
  readonly edit: Locator;
  readonly delete: Locator;

  constructor(private readonly page: Page) {
    this.edit = page.getByRole("button", { name: "Edit", exact: true });
    this.delete = page.getByRole("button", { name: "Delete", exact: true });
  }

  heading(email: string): Locator {
    return this.page.getByRole("heading", { name: email });
  }

  /** The status beside the address. */
  status(label: string): Locator {
    return this.page
      .locator("header")
      .filter({ has: this.page.getByRole("heading", { level: 2 }) })
      .getByText(label, { exact: true });
  }

  /** A data field's or sign-up fact's value by its name. */
  fact(name: string): Locator {
    return this.page.locator(`section dt:text-is("${name}") + dd`).first();
  }

  /** The names under the heading "Tags" or "Groups". */
  chips(heading: "Tags" | "Groups"): Locator {
    return this.page
      .locator("section")
      .filter({ has: this.page.getByRole("heading", { name: heading, exact: true }) })
      .getByRole("listitem");
  }

  /** The entries of the history in view, newest first. */
  history(): Locator {
    return this.page.getByRole("tabpanel").getByRole("listitem");
  }

  async showConsent(): Promise<void> {
    await this.page.getByRole("tab", { name: "Consent" }).click();
  }
}

/** The sheet in which a contact is added or edited. */
export class ContactSheet {
  readonly sheet: Locator;
  readonly email: Locator;

  constructor(
    private readonly page: Page,
    name: "Add contact" | "Edit contact",
  ) {
    this.sheet = page.getByRole("dialog", { name });
    this.email = this.sheet.getByLabel("Email");
  }

  field(label: string): Locator {
    return this.sheet.getByLabel(label);
  }

  /** What is wrong, at the field with this label. */
  error(label: string): Locator {
    return this.sheet.locator("div", { has: this.page.locator(`> label:has-text("${label}")`) }).getByRole("alert");
  }

  async addTag(name: string): Promise<void> {
    await this.sheet.getByRole("combobox", { name: "Tags" }).click();
    await this.page.getByPlaceholder("Search or create tags…").fill(name);
    await this.page.getByRole("option", { name }).click();
    await this.page.keyboard.press("Escape");
  }

  async addGroup(name: string): Promise<void> {
    await this.sheet.getByRole("combobox", { name: "Groups" }).click();
    await this.page.getByRole("option", { name }).click();
    await this.page.keyboard.press("Escape");
  }

  async submit(name: "Add contact" | "Save contact"): Promise<void> {
    await this.sheet.getByRole("button", { name }).click();
  }
}
