import { expect, open, test, unique } from "./fixtures";
import { AudienceSettings } from "./pages/audience-settings";
import { Contacts } from "./pages/contacts";
import { Mailbox } from "./pages/mailbox";
import { acceptInvitation, Members } from "./pages/members";

test("an invited viewer comes in by the link in the mail, sees everything, and can change nothing", async ({
  page,
  audience,
  post,
  visitor,
}) => {
  // It looks at every screen.
  test.slow();
  const newsletter = await audience({ groups: ["VIP"] });
  await post(newsletter.urls.addAndUpdate, { email: "jane@example.com", tags: "customer" });
  const email = `${unique("vera")}@example.com`;
  const members = new Members(page);
  await members.open();
  await members.sendInvitation(email, "Viewer");
  const mailbox = new Mailbox(page);
  await mailbox.openMailTo(email);
  const viewer = await visitor();
  await acceptInvitation(viewer, await mailbox.link(), "Vera Viewer");
  await members.open();
  await expect(members.table.getByRole("row").filter({ hasText: "Vera Viewer" })).toContainText("Viewer");

  await test.step("no screen offers to change anything", async () => {
    const writes = /^(Create|Add|Edit|Delete|Save|Regenerate|Generate|Invite|Revoke|Actions for|Move)/;
    const screens = [
      "/default/audiences",
      newsletter.path,
      ...["fields", "groups", "tags", "requests", "settings"].map((screen) => `${newsletter.path}/${screen}`),
      "/default/mailbox",
      "/default/requests",
      "/default/settings",
      "/default/settings/members",
      "/default/settings/api-keys",
    ];
    for (const screen of screens) {
      await open(viewer, screen);
      await expect(viewer.getByRole("main"), screen).not.toBeEmpty();
      await expect(viewer.getByRole("main").getByRole("button", { name: writes }), screen).toHaveCount(0);
    }
    await open(viewer, newsletter.path);
    const profile = await new Contacts(viewer).openProfile("jane@example.com");
    await expect(profile.chips("Tags")).toHaveText(["customer"]);
    await expect(profile.edit).toBeHidden();
    await expect(profile.delete).toBeHidden();
    await new AudienceSettings(viewer).open(newsletter);
    await expect(viewer.getByLabel("Ask new contacts to confirm")).toBeDisabled();
  });

  await test.step("the API refuses what the screens don't offer", async () => {
    const api = "/api/v1/workspaces/default";
    const audienceApi = `${api}/audiences/${newsletter.id}`;
    const tries: [method: string, path: string, data?: object][] = [
      ["POST", `${api}/audiences`, { name: "Mine" }],
      ["PATCH", audienceApi, { name: "Mine" }],
      ["POST", `${audienceApi}/contacts`, { email: "v@example.com" }],
      ["POST", `${audienceApi}/inbound-webhook`],
      ["DELETE", `${audienceApi}/inbound-webhook`],
      ["POST", `${audienceApi}/groups`, { name: "Mine" }],
      ["POST", `${audienceApi}/fields`, { label: "Mine", type: "text" }],
      ["POST", `${api}/api-keys`, { name: "Mine", role: "viewer" }],
      ["POST", `${api}/invitations`, { email: "w@example.com", role: "viewer" }],
    ];
    for (const [method, path, data] of tries) {
      const answer = await viewer.request.fetch(path, { method, data });
      expect(answer.status(), `${method} ${path}`).toBe(403);
      expect((await answer.json()).error.message).toContain("Your role (viewer) may not");
    }
    expect((await viewer.request.get(audienceApi)).status()).toBe(200);
  });
});

test("an invitation link works once", async ({ page, visitor }) => {
  const email = `${unique("otto")}@example.com`;
  const members = new Members(page);
  await members.open();
  await members.sendInvitation(email, "Marketer");
  const mailbox = new Mailbox(page);
  await mailbox.openMailTo(email);
  const link = await mailbox.link();
  const first = await visitor();
  await acceptInvitation(first, link, "Otto");
  await expect(first.getByRole("button", { name: "Create audience" }).first()).toBeVisible();
  const second = await visitor();
  await second.goto(link);
  await expect(second.getByRole("heading", { name: "This invitation is no longer valid" })).toBeVisible();
});
