import type { Locator, Page } from "@playwright/test";
import { open } from "../fixtures";

export const memberPassword = "a password of their own";

/** Who is in the workspace, and who is asked to come. */
export class Members {
  readonly table: Locator;
  readonly invite: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Members" });
    this.invite = page.getByRole("button", { name: "Invite member" });
  }

  async open(): Promise<void> {
    await open(this.page, "/default/settings/members");
  }

  /** Invites an address; the dialog with the link stays open. */
  async sendInvitation(email: string, role: string): Promise<void> {
    await this.invite.click();
    const dialog = this.page.getByRole("dialog", { name: "Invite member" });
    await dialog.getByLabel("Email").fill(email);
    await dialog.getByRole("radio", { name: role }).click();
    await dialog.getByRole("button", { name: "Create invitation" }).click();
    await dialog.getByRole("button", { name: "Copy Invitation link" }).waitFor();
  }
}

/** Takes an invitation in somebody's own browser: name, password, and they are in. */
export async function acceptInvitation(page: Page, link: string, name: string): Promise<void> {
  await open(page, link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(memberPassword);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await page.waitForURL("**/default/audiences");
}
