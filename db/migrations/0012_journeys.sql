CREATE TABLE "journey_counts" (
	"journey_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"slot" smallint DEFAULT (pg_backend_pid() % 16) NOT NULL,
	"entered" integer NOT NULL,
	"done" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "journey_counts_journey_id_node_id_slot_pk" PRIMARY KEY("journey_id","node_id","slot")
);
--> statement-breakpoint
CREATE TABLE "journey_entries" (
	"journey_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"entries" integer NOT NULL,
	CONSTRAINT "journey_entries_journey_id_contact_id_pk" PRIMARY KEY("journey_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "journey_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"journey_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"audience_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"state" text NOT NULL,
	"node_id" text NOT NULL,
	"visits" integer DEFAULT 0 NOT NULL,
	"trigger" jsonb,
	"variables" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"wake_at" timestamp with time zone,
	"claim_id" uuid,
	"leased_until" timestamp with time zone,
	"waits_until" timestamp with time zone,
	"awaits_event" text,
	"awaits_delivery" uuid,
	"woken_by" jsonb,
	"hop" smallint DEFAULT 0 NOT NULL,
	"reason" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
CREATE TABLE "journey_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"journey_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journey_steps" (
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"node_id" text NOT NULL,
	"state" text NOT NULL,
	"port" text,
	"reason" text,
	"delivery_id" uuid,
	"mail_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "journey_steps_run_id_number_pk" PRIMARY KEY("run_id","number")
) PARTITION BY RANGE ("run_id");
--> statement-breakpoint
CREATE TABLE "journey_steps_default" PARTITION OF "journey_steps" DEFAULT;
--> statement-breakpoint
CREATE TABLE "journey_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"journey_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"graph" jsonb NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"audience_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"draft" jsonb NOT NULL,
	"draft_revision" integer DEFAULT 1 NOT NULL,
	"published_version_id" uuid,
	"trigger_event" text,
	"awaits_events" text[] DEFAULT '{}' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "journey_version_id" uuid;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "node_id" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "extra_headers" "bytea";--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "timeout_ms" integer;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "attempts_max" smallint;--> statement-breakpoint
ALTER TABLE "journey_counts" ADD CONSTRAINT "journey_counts_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_entries" ADD CONSTRAINT "journey_entries_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_secrets" ADD CONSTRAINT "journey_secrets_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_versions" ADD CONSTRAINT "journey_versions_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_versions" ADD CONSTRAINT "journey_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_audience_id_audiences_id_fk" FOREIGN KEY ("audience_id") REFERENCES "public"."audiences"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journey_runs_due" ON "journey_runs" USING btree ("journey_id","wake_at") WHERE state in ('active', 'waiting') and wake_at is not null;--> statement-breakpoint
CREATE INDEX "journey_runs_version" ON "journey_runs" USING btree ("version_id") WHERE state in ('active', 'waiting', 'failed');--> statement-breakpoint
CREATE INDEX "journey_runs_journey" ON "journey_runs" USING btree ("journey_id","id");--> statement-breakpoint
CREATE INDEX "journey_runs_open" ON "journey_runs" USING btree ("journey_id","node_id") WHERE state in ('active', 'waiting', 'failed');--> statement-breakpoint
CREATE INDEX "journey_runs_contact" ON "journey_runs" USING btree ("contact_id","id");--> statement-breakpoint
CREATE INDEX "journey_runs_event" ON "journey_runs" USING btree ("contact_id","awaits_event") WHERE awaits_event is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "journey_runs_delivery" ON "journey_runs" USING btree ("awaits_delivery") WHERE awaits_delivery is not null;--> statement-breakpoint
CREATE INDEX "journey_secrets_journey" ON "journey_secrets" USING btree ("journey_id");--> statement-breakpoint
CREATE UNIQUE INDEX "journey_versions_number" ON "journey_versions" USING btree ("journey_id","number");--> statement-breakpoint
CREATE INDEX "journeys_workspace" ON "journeys" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "journeys_audience" ON "journeys" USING btree ("audience_id");--> statement-breakpoint
CREATE INDEX "journeys_trigger" ON "journeys" USING btree ("workspace_id","trigger_event") WHERE status = 'live';--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_journey_version_id_journey_versions_id_fk" FOREIGN KEY ("journey_version_id") REFERENCES "public"."journey_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_journey" ON "webhooks" USING btree ("journey_version_id","node_id") WHERE journey_version_id is not null;