import { fromUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import { buildMail, type MailRow } from "../../mail/build";
import { renderMail } from "../../mail/render";
import { failingRule } from "./rule";

/** What owners are told: it will be switched off, it was, or its server asked for it. */
export type Notice = "warning" | "off" | "gone";

/** A webhook as a notice tells of it. Ids are bare UUIDs. */
export interface FailingWebhook {
  id: string;
  name: string;
  url: string;
  /** Null for one of the whole workspace. */
  campaignId: string | null;
  campaignName: string | null;
  workspaceId: string;
  workspaceSlug: string;
  failingSince: Date | null;
  /** One sentence. */
  lastError: string | null;
  owners: string[];
}

interface Words {
  subject: (webhook: string) => string;
  title: string;
  paragraphs: (facts: { since: string; off: string }) => string[];
  action: string;
}

const heldMeanwhile =
  "What happens from now on is held, up to 30 days. When you switch the webhook on again you can send it or drop it.";

const notices: Record<Notice, Words> = {
  warning: {
    subject: (webhook) => `${webhook} will be switched off tomorrow`,
    title: "Nothing reaches this webhook any more",
    paragraphs: ({ since, off }) => [
      `Every attempt since ${since} has failed. Unless one succeeds, the webhook is switched off after ${off}.`,
    ],
    action: "Look at the webhook",
  },
  off: {
    subject: (webhook) => `${webhook} was switched off`,
    title: "A webhook was switched off",
    paragraphs: ({ since }) => [`Every attempt since ${since} has failed, for five days.`, heldMeanwhile],
    action: "Enable and resend",
  },
  gone: {
    subject: (webhook) => `${webhook} was switched off`,
    title: "A webhook was switched off",
    paragraphs: () => ["Its server answered 410 Gone, which asks us to stop sending.", heldMeanwhile],
    action: "Look at the webhook",
  },
};

/** The mail of a notice to one owner. */
export function noticeMail(ctx: Ctx, notice: Notice, webhook: FailingWebhook, owner: string): MailRow {
  const words = notices[notice];
  const now = ctx.now();
  const facts = {
    since: moment(webhook.failingSince ?? now),
    off: moment(new Date(now.getTime() + failingRule.noticeMs)),
  };
  const last = notice === "gone" || webhook.lastError === null ? [] : [`The last error: ${webhook.lastError}`];
  return buildMail({
    workspaceId: fromUuid("wks", webhook.workspaceId),
    contactId: null,
    kind: "webhook_failing",
    fromName: null,
    to: owner,
    subject: words.subject(nameOf(webhook)),
    dueAt: now,
    ...renderMail({
      title: words.title,
      paragraphs: [`${nameOf(webhook)} sends to ${webhook.url}.`, ...words.paragraphs(facts), ...last],
      action: { label: words.action, url: `${ctx.env.publicUrl}${pathOf(webhook)}` },
      footer: "You get this mail as an owner of the workspace.",
    }),
  });
}

function nameOf({ name, url, campaignName }: FailingWebhook): string {
  const webhook = `The webhook ${name === "" ? `to ${new URL(url).host}` : name}`;
  return campaignName === null ? webhook : `${webhook} of ${campaignName}`;
}

function pathOf({ id, campaignId, workspaceSlug }: FailingWebhook): string {
  const list = campaignId === null ? "/webhooks" : `/campaigns/${fromUuid("cmp", campaignId)}/connect`;
  return `/${workspaceSlug}${list}/${fromUuid("whk", id)}`;
}

/** To the minute, in UTC: nobody knows where its reader is. */
const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
