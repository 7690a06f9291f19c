import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fromUuid, newId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { campaignBody } from "./contract";
import { createCampaign } from "./create";
import { getCampaign } from "./get";
import { campaignLimits } from "./limits";
import { previewCampaign } from "./preview";
import { testCampaign } from "./test";
import { ready, testDraft } from "./testing/draft";
import { testContacts } from "./testing/sending";

let base: TestCtx;
let ctx: TestCtx & WorkspaceCtx;
let audienceId: string;
beforeAll(async () => {
  base = await testCtx();
});
beforeEach(async () => {
  ctx = await testWorkspace(base);
  audienceId = (await testAudience(ctx)).id;
});

const create = (more: Record<string, unknown> = {}) => testDraft(ctx, audienceId, more);
const ann = { email: "ann@example.com", firstName: "Ann" };

describe("a preview", () => {
  test("shows texts that are not saved yet as a contact would get them, untracked, with what its reader would stumble over", async () => {
    const [one = ""] = await testContacts(ctx, audienceId, [ann, { email: "bob@example.com" }]);
    const { id: campaignId } = await create();
    const unsaved = {
      campaignId,
      subject: "Hi {{ contact.first_name }}",
      previewText: "For {{ contact.email }}",
      html: '<a href="https://example.com">{{ contact.fields.nmae }}{{ contact.first_name }}</a>',
    };
    expect(await previewCampaign(ctx, { ...unsaved, contactId: fromUuid("con", one) })).toEqual({
      subject: "Hi Ann",
      previewText: "For ann@example.com",
      html: expect.stringMatching(/<a href="https:\/\/example\.com">Ann<\/a><p.*\/unsubscribe\/preview"/s),
      text: "Ann (https://example.com)\n\n-- \nUnsubscribe: http://localhost:3000/unsubscribe/preview\n",
      contact: { id: fromUuid("con", one), email: "ann@example.com" },
      warnings: [
        "{{ contact.fields.nmae }}: the audience has no such data field.",
        "There is no unsubscribe link, so one is added at the end.",
      ],
    });
    const asBob = await previewCampaign(ctx, unsaved);
    expect(asBob.contact?.email).toBe("bob@example.com");
    expect(asBob.warnings).toContain(
      '{{ contact.first_name }} is empty for this contact. A fallback fills it: {{ contact.first_name | default: "…" }}',
    );
    expect((await getCampaign(ctx, { campaignId })).subject).toBe("Hello");
  });

  test("of a mistake is its message with the line, and works without any contact", async () => {
    const { id: campaignId } = await create();
    expect(await previewCampaign(ctx, { campaignId, html: "a\n{% if %}" })).toMatchObject({
      html: "",
      contact: null,
      warnings: [expect.stringMatching(/^The content has a mistake, line 2: /)],
    });
    expect((await previewCampaign(ctx, { campaignId })).warnings[0]).toMatch(/^The audience has no Active contact yet/);
    const strange = { campaignId, contactId: newId("con") };
    await expect(previewCampaign(ctx, strange)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("tests are limited for the workspace, because they go to any address, whoever sends them at the same moment", async () => {
  const { id: campaignId } = await create();
  const to = ["a", "b", "c", "d", "e"].map((name) => `${name}@example.com`);
  const sent = await Promise.allSettled(
    Array.from({ length: campaignLimits.testMailsPerHourMax / to.length + 3 }, () =>
      testCampaign(ctx, { campaignId, to }),
    ),
  );
  const refused = sent.flatMap((one) => (one.status === "rejected" ? one.reason : []));
  expect(refused).toHaveLength(3);
  expect(refused[0]).toMatchObject({
    code: "rate_limited",
    message: expect.stringContaining("100 test mails an hour"),
  });
  const other = await testWorkspace(ctx);
  const elsewhere = (await testAudience(other)).id;
  const theirs = await createCampaign(other, campaignBody.parse({ ...ready, name: "Theirs", audienceId: elsewhere }));
  expect(await testCampaign(other, { campaignId: theirs.id, to })).toEqual({ queued: 5 });
  ctx.clock.now = new Date(ctx.clock.now.getTime() + 3_700_000);
  expect(await testCampaign(ctx, { campaignId, to })).toEqual({ queued: 5 });
});

test("a test goes to each address once, from the campaign's sender, and counts nothing", async () => {
  const [one = ""] = await testContacts(ctx, audienceId, [ann]);
  const { id: campaignId } = await create({
    subject: "Hi {{ contact.first_name }}",
    html: '<a href="https://example.com">x</a>',
  });
  expect(await testCampaign(ctx, { campaignId, to: ["me@example.com", "me@example.com", "you@example.com"] })).toEqual({
    queued: 2,
  });
  const rows = await ctx.sql`
    select to_address as to, subject, from_address as "from", contact_id as "contactId", html from mails
    where workspace_id = ${toUuid("wks", ctx.workspace.id)} order by 1`;
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    to: "me@example.com",
    subject: "[Test] Hi Ann",
    from: "shop@example.com",
    contactId: one,
  });
  expect(rows[0]?.html).toContain('href="https://example.com"');
  expect(ctx.sent).toContain("mail/queued");
  const draft = await createCampaign(ctx, campaignBody.parse({ name: "Empty", audienceId }));
  await expect(testCampaign(ctx, { campaignId: draft.id, to: ["me@example.com"] })).rejects.toMatchObject({
    code: "invalid_input",
  });
});
