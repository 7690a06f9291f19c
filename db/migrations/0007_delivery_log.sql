CREATE TABLE "deleted_webhooks" (
	"webhook_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"deleted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "deliveries_webhook";--> statement-breakpoint
DROP INDEX "deliveries_held";--> statement-breakpoint
ALTER TABLE "webhook_health" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "deliveries_webhook_state" ON "deliveries" USING btree ("webhook_id","state","id");--> statement-breakpoint
CREATE INDEX "deliveries_campaign" ON "deliveries" USING btree ("campaign_id","id") WHERE campaign_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_event" ON "deliveries" USING btree ("workspace_id","event_type","id") WHERE event_type <> all (array['email.sent', 'contact.created', 'contact.subscribed']);--> statement-breakpoint
CREATE INDEX "webhooks_disabled" ON "webhooks" USING btree ("disabled_at") WHERE disabled_at is not null;--> statement-breakpoint
CREATE FUNCTION "remember_deleted_webhook"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "deleted_webhooks" ("webhook_id", "workspace_id") VALUES (OLD."id", OLD."workspace_id") ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "webhooks_deleted" AFTER DELETE ON "webhooks" FOR EACH ROW EXECUTE FUNCTION "remember_deleted_webhook"();
