import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant, updatedAt } from "../columns";
import { memberRoles } from "../enums";
import { users } from "./auth";

export const workspaces = pgTable("workspaces", {
  id: id("wks")("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  /** Where new inbound webhooks put contacts unless told otherwise. */
  defaultAudienceId: id("aud")("default_audience_id"),
  /** Days that bodies, headers and addresses of requests are kept; then whole requests, and events. */
  keepBodiesDays: integer("keep_bodies_days").notNull().default(30),
  keepRequestsDays: integer("keep_requests_days").notNull().default(180),
  keepEventsDays: integer("keep_events_days").notNull().default(365),
  /** Days that finished deliveries and their attempts are kept. */
  keepDeliveriesDays: integer("keep_deliveries_days").notNull().default(30),
  /** Up to this request, bodies and the like have gone: the walk goes on from here. */
  requestsScrubbedTo: id("req")("requests_scrubbed_to"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const members = pgTable(
  "members",
  {
    id: id("mem")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: id("usr")("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: memberRoles }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("members_workspace_user").on(table.workspaceId, table.userId),
    index("members_user").on(table.userId),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    id: id("inv")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role", { enum: memberRoles }).notNull(),
    /** SHA-256 of the token in the mailed link. */
    tokenHash: bytea("token_hash").notNull().unique(),
    invitedBy: id("usr")("invited_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    createdAt: createdAt(),
  },
  (table) => [index("invitations_workspace").on(table.workspaceId, table.id)],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id("key")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    role: text("role", { enum: memberRoles }).notNull(),
    /** SHA-256 of the key; the key itself is shown once. */
    keyHash: bytea("key_hash").notNull().unique(),
    last4: text("last4").notNull(),
    createdBy: id("usr")("created_by").references(() => users.id, { onDelete: "set null" }),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (table) => [index("api_keys_workspace").on(table.workspaceId, table.id)],
);
