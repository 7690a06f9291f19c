CREATE TABLE "campaign_link_clicks" (
	"link_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"clicks" integer NOT NULL,
	CONSTRAINT "campaign_link_clicks_link_id_message_id_pk" PRIMARY KEY("link_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"url" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claim_id" uuid,
	"reason" text,
	"sent_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"opens" integer DEFAULT 0 NOT NULL,
	"clicked_at" timestamp with time zone,
	"clicks" integer DEFAULT 0 NOT NULL,
	"bounced_at" timestamp with time zone,
	"complained_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "campaign_traffic" (
	"campaign_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"slot" smallint DEFAULT (pg_backend_pid() % 16) NOT NULL,
	"events" integer NOT NULL,
	"contacts" integer NOT NULL,
	CONSTRAINT "campaign_traffic_campaign_id_hour_type_slot_pk" PRIMARY KEY("campaign_id","hour","type","slot")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"audience_id" uuid NOT NULL,
	"segment_id" uuid,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"preview_text" text DEFAULT '' NOT NULL,
	"from_name" text NOT NULL,
	"from_email" text NOT NULL,
	"reply_to" text,
	"html" text NOT NULL,
	"track_opens" boolean DEFAULT true NOT NULL,
	"track_clicks" boolean DEFAULT true NOT NULL,
	"rate_per_minute" integer,
	"status" text DEFAULT 'draft' NOT NULL,
	"pause_reason" text,
	"scheduled_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"gathered_to" uuid,
	"gathered_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"campaign_id" uuid,
	"event_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"contact_id" uuid,
	"state" text NOT NULL,
	"method" text NOT NULL,
	"content_type" text NOT NULL,
	"body" "bytea",
	"scope" jsonb,
	"hop" smallint DEFAULT 0 NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"response_status" smallint,
	"cause" text,
	"error" text,
	"duration_ms" real,
	"forget" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "deliveries_default" PARTITION OF "deliveries" DEFAULT;
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"workspace_id" uuid NOT NULL,
	"url" text NOT NULL,
	"request_headers" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" real NOT NULL,
	"response_status" smallint,
	"response_headers" jsonb,
	"response_body" text,
	"response_truncated" boolean DEFAULT false NOT NULL,
	"cause" text,
	"error" text,
	CONSTRAINT "delivery_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
) PARTITION BY RANGE ("delivery_id");
--> statement-breakpoint
CREATE TABLE "delivery_attempts_default" PARTITION OF "delivery_attempts" DEFAULT;
--> statement-breakpoint
CREATE TABLE "delivery_queue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"shard" smallint NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claim_id" uuid,
	"attempts" smallint DEFAULT 0 NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
CREATE TABLE "webhook_health" (
	"webhook_id" uuid PRIMARY KEY NOT NULL,
	"failures_in_row" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp with time zone,
	"trips" integer DEFAULT 0 NOT NULL,
	"slow_until" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"warned_at" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	"last_failure_at" timestamp with time zone,
	"last_cause" text,
	"last_error" text,
	"tokens" real,
	"tokens_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_traffic" (
	"webhook_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"slot" smallint DEFAULT (pg_backend_pid() % 16) NOT NULL,
	"succeeded" integer NOT NULL,
	"failed" integer NOT NULL,
	"duration_ms" bigint NOT NULL,
	CONSTRAINT "webhook_traffic_webhook_id_hour_slot_pk" PRIMARY KEY("webhook_id","hour","slot")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"campaign_id" uuid,
	"name" text DEFAULT '' NOT NULL,
	"url" text NOT NULL,
	"content_type" text NOT NULL,
	"method" text NOT NULL,
	"username" text,
	"password" "bytea",
	"secret" "bytea",
	"previous_secret" "bytea",
	"previous_secret_until" timestamp with time zone,
	"hex_signature" boolean DEFAULT false NOT NULL,
	"log_response_body" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"disabled_at" timestamp with time zone,
	"events" text[] NOT NULL,
	"filters" jsonb,
	"custom_payload" jsonb,
	"redirect_is_success" boolean DEFAULT false NOT NULL,
	"rate_per_minute" integer,
	"concurrency" smallint DEFAULT 10 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "hop" smallint;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "keep_deliveries_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_link_clicks" ADD CONSTRAINT "campaign_link_clicks_link_id_campaign_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."campaign_links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_links" ADD CONSTRAINT "campaign_links_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_messages" ADD CONSTRAINT "campaign_messages_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_traffic" ADD CONSTRAINT "campaign_traffic_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_audience_id_audiences_id_fk" FOREIGN KEY ("audience_id") REFERENCES "public"."audiences"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_segment_id_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."segments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_health" ADD CONSTRAINT "webhook_health_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_traffic" ADD CONSTRAINT "webhook_traffic_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_links_url" ON "campaign_links" USING btree ("campaign_id",md5(url));--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_messages_contact" ON "campaign_messages" USING btree ("campaign_id","contact_id");--> statement-breakpoint
CREATE INDEX "campaign_messages_due" ON "campaign_messages" USING btree ("campaign_id","due_at") WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "campaign_messages_state" ON "campaign_messages" USING btree ("campaign_id","state","id");--> statement-breakpoint
CREATE INDEX "campaign_messages_of_contact" ON "campaign_messages" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "campaigns_workspace" ON "campaigns" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "campaigns_audience" ON "campaigns" USING btree ("audience_id");--> statement-breakpoint
CREATE INDEX "campaigns_segment" ON "campaigns" USING btree ("segment_id") WHERE segment_id is not null;--> statement-breakpoint
CREATE INDEX "campaigns_due" ON "campaigns" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "campaigns_sending" ON "campaigns" USING btree ("id") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_webhook" ON "deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_state" ON "deliveries" USING btree ("workspace_id","state","id") WHERE state <> 'succeeded';--> statement-breakpoint
CREATE INDEX "deliveries_held" ON "deliveries" USING btree ("webhook_id","id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "deliveries_contact" ON "deliveries" USING btree ("contact_id","id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "delivery_queue_due" ON "delivery_queue" USING btree ("shard","webhook_id","due_at");--> statement-breakpoint
CREATE INDEX "delivery_queue_claimed" ON "delivery_queue" USING btree ("webhook_id") WHERE claim_id is not null;--> statement-breakpoint
CREATE INDEX "webhook_health_failing" ON "webhook_health" USING btree ("failing_since") WHERE failing_since is not null;--> statement-breakpoint
CREATE INDEX "webhooks_workspace" ON "webhooks" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "webhooks_campaign" ON "webhooks" USING btree ("campaign_id") WHERE campaign_id is not null;