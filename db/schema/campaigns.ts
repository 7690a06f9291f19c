import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { counterSlot, createdAt, id, instant, updatedAt } from "../columns";
import { campaignStatuses, type MessageState, messageStates } from "../enums";
import { audiences } from "./audiences";
import { users } from "./auth";
import { segments } from "./segments";
import { workspaces } from "./workspaces";

/** One mail to many contacts. */
export const campaigns = pgTable(
  "campaigns",
  {
    id: id("cmp")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    /** Null for everybody who is Active in the audience; also when the segment was deleted, and then nobody gets it: see `toSegment`. */
    segmentId: id("seg")("segment_id").references(() => segments.id, { onDelete: "set null" }),
    toSegment: boolean("to_segment").notNull().default(false),
    name: text("name").notNull(),
    subject: text("subject").notNull(),
    /** What inboxes show after the subject. */
    previewText: text("preview_text").notNull().default(""),
    fromName: text("from_name").notNull(),
    fromEmail: text("from_email").notNull(),
    replyTo: text("reply_to"),
    /** Liquid, like the subject. */
    html: text("html").notNull(),
    trackOpens: boolean("track_opens").notNull().default(true),
    trackClicks: boolean("track_clicks").notNull().default(true),
    /** At most so many mails a minute; null for as fast as the mail server takes them. */
    ratePerMinute: integer("rate_per_minute"),
    status: text("status", { enum: campaignStatuses }).notNull().default("draft"),
    /** Why it was paused by itself, in one sentence; null when somebody paused it. */
    pauseReason: text("pause_reason"),
    scheduledAt: instant("scheduled_at"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** Recipients are gathered by keyset over contact ids: so far up to here, and all of them from `gathered_at` on. */
    gatheredTo: id("con")("gathered_to"),
    gatheredAt: instant("gathered_at"),
    /** No mail is taken before: its speed, or a mail server that fails, asks for patience. */
    notBefore: instant("not_before"),
    /** How often in a row the mail server as a whole has failed. */
    serverFailures: integer("server_failures").notNull().default(0),
    /** How many messages are in each state, once it has been sent; until then they are counted. */
    finalStates: jsonb("final_states").$type<Partial<Record<MessageState, number>>>(),
    createdBy: id("usr")("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("campaigns_workspace").on(table.workspaceId, table.id),
    index("campaigns_audience").on(table.audienceId),
    index("campaigns_segment").on(table.segmentId).where(sql`segment_id is not null`),
    index("campaigns_due").on(table.scheduledAt).where(sql`status = 'scheduled'`),
    index("campaigns_sending").on(table.id).where(sql`status = 'sending'`),
  ],
);

/** A campaign's mail to one contact: its place in the queue, then what became of it. The id is the message's, also in its links. */
export const campaignMessages = pgTable(
  "campaign_messages",
  {
    id: id("msg")("id").primaryKey(),
    campaignId: id("cmp")("campaign_id")
      .notNull()
      .references(() => campaigns.id, { onDelete: "cascade" }),
    contactId: id("con")("contact_id").notNull(),
    state: text("state", { enum: messageStates }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** When it is due; while `sending`, when the lease ends. */
    dueAt: instant("due_at").notNull(),
    claimId: uuid("claim_id"),
    /** Why it was skipped or has failed, in one sentence. */
    reason: text("reason"),
    sentAt: instant("sent_at"),
    openedAt: instant("opened_at"),
    opens: integer("opens").notNull().default(0),
    clickedAt: instant("clicked_at"),
    clicks: integer("clicks").notNull().default(0),
    bouncedAt: instant("bounced_at"),
    complainedAt: instant("complained_at"),
    unsubscribedAt: instant("unsubscribed_at"),
    /** What has happened to it at least once: a bit for each kind of `lib/campaigns/report/kinds.ts`. */
    seen: integer("seen").notNull().default(0),
  },
  (table) => [
    uniqueIndex("campaign_messages_contact").on(table.campaignId, table.contactId),
    index("campaign_messages_due").on(table.campaignId, table.dueAt).where(sql`state in ('pending', 'sending')`),
    index("campaign_messages_in_flight").on(table.dueAt).where(sql`state = 'sending'`),
    index("campaign_messages_state").on(table.campaignId, table.state, table.id),
    index("campaign_messages_of_contact").on(table.contactId),
    // For lists of who opened, clicked, bounced: most mails have had nothing and pay for no entry.
    index("campaign_messages_seen").on(table.campaignId, table.id).where(sql`seen <> 0`),
  ],
);

/** Where a campaign's mails lead to. */
export const campaignLinks = pgTable(
  "campaign_links",
  {
    id: id("lnk")("id").primaryKey(),
    campaignId: id("cmp")("campaign_id")
      .notNull()
      .references(() => campaigns.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
  },
  // A long address would not fit into an index entry.
  (table) => [uniqueIndex("campaign_links_url").on(table.campaignId, sql`md5(url)`)],
);

/** Who followed which link, and how often. */
export const campaignLinkClicks = pgTable(
  "campaign_link_clicks",
  {
    linkId: id("lnk")("link_id")
      .notNull()
      .references(() => campaignLinks.id, { onDelete: "cascade" }),
    messageId: id("msg")("message_id").notNull(),
    clicks: integer("clicks").notNull(),
  },
  (table) => [primaryKey({ columns: [table.linkId, table.messageId] })],
);

/** What happened to a campaign's mails by hour: `type` is an e-mail event's, see `lib/campaigns/report/kinds.ts`; `contacts` counts each contact's first time alone. */
export const campaignTraffic = pgTable(
  "campaign_traffic",
  {
    campaignId: id("cmp")("campaign_id")
      .notNull()
      .references(() => campaigns.id, { onDelete: "cascade" }),
    hour: timestamp("hour", { withTimezone: true }).notNull(),
    type: text("type").notNull(),
    slot: counterSlot(),
    events: integer("events").notNull(),
    contacts: integer("contacts").notNull(),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.hour, table.type, table.slot] })],
);
