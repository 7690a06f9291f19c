import { fromUuid, toUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import { audienceOf } from "../contacts/audience-of";
import { type ContactRow, shownContactColumns } from "../contacts/columns";
import { snapshot } from "../contacts/snapshot";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import { renderTemplate } from "../variables/liquid";
import { type Scope, scopeOf } from "../variables/scope";
import { prepareContent } from "./content/prepare";
import { type RenderResult, renderContent } from "./content/render";
import type { CampaignRow } from "./load";
import { extrasOf } from "./sending/compose";
import { campaignSnapshot } from "./snapshot";

/** A campaign seen by one contact. */
export interface AsContact {
  audience: AudienceConfig;
  /** Null when the audience has no Active contact. */
  contact: ContactRow | null;
  /** What inboxes show after the subject; empty when it can't be rendered. */
  previewText: string;
  result: RenderResult;
}

/**
 * Renders a campaign, with this content, as a contact would get it; without one, as the audience's newest Active contact would. Its links
 * are not tracked, and its unsubscribe link does nothing. Throws `not_found` for the contact.
 */
export async function renderAsContact(
  ctx: WorkspaceCtx,
  campaign: CampaignRow,
  contactId: string | undefined,
): Promise<AsContact> {
  const audience = await audienceOf(ctx, campaign.audienceId);
  const contact = await findContact(ctx, audience.id, contactId);
  const content = prepareContent({ ...campaign, trackOpens: false, trackClicks: false });
  const scope = scopeFor(ctx, campaign, audience, contact);
  const previewText = renderTemplate(campaign.previewText, scope, { escape: "none" });
  const result = renderContent(content, scope, {
    unsubscribe: `${ctx.env.publicUrl}/unsubscribe/preview`,
    pixel: "",
    lead: (body) => body,
  });
  return { audience, contact, previewText: previewText.ok ? previewText.text : "", result };
}

const scopeFor = (
  ctx: WorkspaceCtx,
  campaign: CampaignRow,
  audience: AudienceConfig,
  contact: ContactRow | null,
): Scope =>
  scopeOf({
    event: null,
    workspace: { id: ctx.workspace.id },
    now: ctx.now(),
    contact: contact === null ? null : snapshot(contact, audience),
    campaign: { ...campaignSnapshot(campaign, audience.name) },
    audience: { id: fromUuid("aud", audience.id), name: audience.name },
    extras: contact === null ? {} : { contact: extrasOf(contact) },
  });

async function findContact(ctx: WorkspaceCtx, audienceId: string, contactId?: string): Promise<ContactRow | null> {
  const { sql } = ctx;
  const which = contactId === undefined ? sql`c.status = 'subscribed'` : sql`c.id = ${toUuid("con", contactId)}`;
  const [contact] = await sql<ContactRow[]>`
    select ${shownContactColumns} from contacts c where c.audience_id = ${audienceId} and ${which}
    order by c.id desc limit 1`;
  if (contact === undefined && contactId !== undefined) throw notFound("contact");
  return contact ?? null;
}
