import type { TransactionSql } from "@/db/client";
import type { CampaignStatus } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import { type EventDraft, insertEvents } from "../events/emit";
import { campaignSnapshot } from "./snapshot";
import { type CampaignAction, nextStatus } from "./status";

/** A campaign that nobody else can take a step of until the transaction ends. Ids are bare UUIDs. */
export interface HeldCampaign {
  id: string;
  workspaceId: string;
  audienceId: string;
  audienceName: string;
  segmentId: string | null;
  toSegment: boolean;
  name: string;
  subject: string;
  fromName: string;
  fromEmail: string;
  status: CampaignStatus;
}

/** Columns of a `HeldCampaign`, of `campaigns c` and its `audiences a`. */
export const heldColumns = (tx: TransactionSql) => tx`
  c.id, c.workspace_id as "workspaceId", c.audience_id as "audienceId", a.name as "audienceName", c.segment_id as "segmentId",
  c.to_segment as "toSegment", c.name, c.subject, c.from_name as "fromName", c.from_email as "fromEmail", c.status`;

/** Holds a campaign; undefined when the workspace has none of this id. Ids are bare UUIDs. */
export async function holdCampaign(
  tx: TransactionSql,
  workspaceId: string,
  id: string,
): Promise<HeldCampaign | undefined> {
  const [held] = await tx<HeldCampaign[]>`
    select ${heldColumns(tx)} from campaigns c join audiences a on a.id = c.audience_id
    where c.id = ${id} and c.workspace_id = ${workspaceId} for update of c`;
  return held;
}

/** Who does it, for the event. */
export interface StepSource {
  type: string;
  id: string | null;
}
export const byItself: StepSource = { type: "system", id: null };

interface Details {
  /** When it is to be sent, with `schedule`. */
  scheduledAt?: Date;
  /** Why it stopped by itself, with `stall`. */
  reason?: string;
  source: StepSource;
}

/**
 * Takes a step of a held campaign and tells of it. Its speed holds over a pause; a wait for the mail server does not. Answers the new status, or null when the step can't be taken now. The caller sends
 * `events/recorded` and `campaigns/due` after its commit.
 */
export async function takeStep(
  tx: TransactionSql,
  campaign: HeldCampaign,
  action: CampaignAction,
  now: Date,
  { scheduledAt, reason, source }: Details,
): Promise<CampaignStatus | null> {
  const status = nextStatus(campaign.status, action);
  if (status === null) return null;
  const begins = status === "sending" && action !== "resume";
  const ends = status === "sent" || status === "cancelled";
  await tx`
    update campaigns set not_before = case when server_failures = 0 then not_before end, ${tx({
      status,
      updated_at: now,
      pause_reason: reason ?? null,
      server_failures: 0,
      ...(begins ? { started_at: now } : {}),
      ...(ends ? { finished_at: now } : {}),
      ...(status === "draft" || action === "send" ? { scheduled_at: null } : {}),
      ...(scheduledAt === undefined ? {} : { scheduled_at: scheduledAt }),
    })} where id = ${campaign.id}`;
  const type = begins
    ? "campaign.started"
    : status === "sent"
      ? "campaign.sent"
      : status === "paused"
        ? "campaign.paused"
        : null;
  if (type !== null) await insertEvents(tx, [eventOf(campaign, type, status, now, source)]);
  return status;
}

function eventOf(
  campaign: HeldCampaign,
  type: EventDraft["type"],
  status: CampaignStatus,
  now: Date,
  source: StepSource,
): EventDraft {
  const told = campaignSnapshot({ ...campaign, id: fromUuid("cmp", campaign.id), status }, campaign.audienceName);
  return {
    type,
    workspaceId: campaign.workspaceId,
    audienceId: campaign.audienceId,
    contactId: null,
    data: { campaign: status === "sent" ? { ...told, sentAt: now.toISOString() } : told },
    source: source.type,
    sourceId: source.id,
    occurredAt: now,
  };
}
