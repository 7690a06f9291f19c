ALTER TABLE "audience_counters" ADD COLUMN "slot" smallint DEFAULT (pg_backend_pid() % 16) NOT NULL;--> statement-breakpoint
ALTER TABLE "audience_counters" DROP CONSTRAINT "audience_counters_audience_id_status_pk";--> statement-breakpoint
ALTER TABLE "audience_counters" ADD CONSTRAINT "audience_counters_audience_id_status_slot_pk" PRIMARY KEY("audience_id","status","slot");--> statement-breakpoint
ALTER TABLE "inbound_traffic" ADD COLUMN "slot" smallint DEFAULT (pg_backend_pid() % 16) NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_traffic" DROP CONSTRAINT "inbound_traffic_hook_id_minute_pk";--> statement-breakpoint
ALTER TABLE "inbound_traffic" ADD CONSTRAINT "inbound_traffic_hook_id_minute_slot_pk" PRIMARY KEY("hook_id","minute","slot");--> statement-breakpoint
ALTER TABLE "outbox" RENAME COLUMN "event_id" TO "id";--> statement-breakpoint
ALTER TABLE "outbox" RENAME CONSTRAINT "outbox_shard_event_id_pk" TO "outbox_shard_id_pk";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "event_ids" uuid[];--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "types" text[];--> statement-breakpoint
UPDATE "outbox" SET "event_ids" = array["id"], "types" = array["type"];--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "event_ids" SET NOT NULL, ALTER COLUMN "types" SET NOT NULL, DROP COLUMN "type";--> statement-breakpoint
DROP INDEX "contacts_tags";--> statement-breakpoint
DROP INDEX "contacts_groups";--> statement-breakpoint
CREATE INDEX "contacts_tags" ON "contacts" USING gin ("tag_ids") WHERE tag_ids <> '{}';--> statement-breakpoint
CREATE INDEX "contacts_groups" ON "contacts" USING gin ("group_ids") WHERE group_ids <> '{}';--> statement-breakpoint
DROP INDEX "contacts_address";--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_address" ON "contacts" USING btree ("email","audience_id");
