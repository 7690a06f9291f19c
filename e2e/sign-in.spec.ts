import { createInvitationContract } from "@/lib/workspaces/contract";
import { expect, hydrated, open, owner, test, unique } from "./fixtures";
import { Mailbox } from "./pages/mailbox";
import { acceptInvitation, memberPassword } from "./pages/members";

test("a wrong password says so, the right one opens the page that was asked for", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/default/settings/members");
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await hydrated(page);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is wrong.")).toBeVisible();
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
});

test("a forgotten password is replaced by the link that the operator finds in the mailbox, and every old session ends", async ({
  page,
  api,
  visitor,
}) => {
  const email = `${unique("frida")}@example.com`;
  const newPassword = "a newer password of hers";
  const { url } = await api.call(createInvitationContract, { email, role: "marketer" });
  const frida = await visitor();
  await acceptInvitation(frida, url, "Frida");

  const later = await visitor();
  await open(later, "/sign-in");
  await later.getByRole("link", { name: "Forgot it?" }).click();
  await expect(later.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await later.getByLabel("Email").fill(email);
  await later.getByRole("button", { name: "Send the link" }).click();
  await expect(later.getByText(`If ${email} has an account, a link was made.`)).toBeVisible();

  const mailbox = new Mailbox(page);
  await open(page, `/default/mailbox?to=${encodeURIComponent(email)}`);
  await page.getByRole("row").filter({ hasText: "Choose a new password" }).click();
  const link = await mailbox.link();

  await open(later, link);
  await later.getByLabel("New password").fill(newPassword);
  await later.getByRole("button", { name: "Change password" }).click();
  await expect(later).toHaveURL(/\/sign-in$/);
  await later.getByLabel("Email").fill(email);
  await later.getByLabel("Password").fill(memberPassword);
  await later.getByRole("button", { name: "Sign in" }).click();
  await expect(later.getByText("Email or password is wrong.")).toBeVisible();
  await later.getByLabel("Password").fill(newPassword);
  await later.getByRole("button", { name: "Sign in" }).click();
  await expect(later.getByRole("heading", { name: "Audiences" })).toBeVisible();
  await frida.reload();
  await expect(frida).toHaveURL(/\/sign-in/);
  await open(later, link);
  await later.getByLabel("New password").fill("a third one, too late");
  await later.getByRole("button", { name: "Change password" }).click();
  await expect(later.getByText("This link is no longer valid. Ask for a new one.")).toBeVisible();
});

test("who signs out is out", async ({ api, visitor }) => {
  const { url } = await api.call(createInvitationContract, { email: `${unique("sam")}@example.com`, role: "viewer" });
  const page = await visitor();
  await acceptInvitation(page, url, "Sam");
  await page.getByRole("button", { name: "Account of Sam" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/default/audiences");
  await expect(page).toHaveURL(/\/sign-in/);
});
