CREATE TABLE "background_functions" (
	"name" text PRIMARY KEY NOT NULL,
	"runs" bigint DEFAULT 0 NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	"last_started_at" timestamp with time zone,
	"last_finished_at" timestamp with time zone,
	"last_duration_ms" real,
	"last_failed_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "drain_shards" (
	"name" text NOT NULL,
	"shard" smallint NOT NULL,
	"requested_at" timestamp with time zone,
	CONSTRAINT "drain_shards_name_shard_pk" PRIMARY KEY("name","shard")
);
--> statement-breakpoint
CREATE TABLE "job_chunks" (
	"job_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"first_line" bigint NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "job_chunks_job_id_seq_pk" PRIMARY KEY("job_id","seq")
);
--> statement-breakpoint
CREATE TABLE "job_issues" (
	"job_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"line" bigint,
	"subject" text,
	"message" text NOT NULL,
	CONSTRAINT "job_issues_job_id_seq_pk" PRIMARY KEY("job_id","seq")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"input" jsonb NOT NULL,
	"cursor" jsonb,
	"report" jsonb,
	"state" text NOT NULL,
	"total" bigint,
	"done" bigint DEFAULT 0 NOT NULL,
	"succeeded" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim_id" uuid,
	"lease_until" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "contact_event_counts" (
	"contact_id" uuid NOT NULL,
	"type" text NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contact_event_counts_contact_id_type_day_pk" PRIMARY KEY("contact_id","type","day")
);
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"event_id" uuid NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_keys_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "segment_members" (
	"segment_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_members_segment_id_contact_id_pk" PRIMARY KEY("segment_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "segment_traffic" (
	"segment_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"slot" smallint DEFAULT (pg_backend_pid() % 16) NOT NULL,
	"entered" integer NOT NULL,
	"left" integer NOT NULL,
	CONSTRAINT "segment_traffic_segment_id_hour_slot_pk" PRIMARY KEY("segment_id","hour","slot")
);
--> statement-breakpoint
CREATE TABLE "segment_turns" (
	"segment_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_turns_segment_id_contact_id_pk" PRIMARY KEY("segment_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"audience_id" uuid NOT NULL,
	"name" text NOT NULL,
	"match_name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"reads" text[] NOT NULL,
	"reads_segments" uuid[] NOT NULL,
	"depth" smallint DEFAULT 0 NOT NULL,
	"timed" boolean DEFAULT false NOT NULL,
	"built_version" integer DEFAULT 0 NOT NULL,
	"build_cursor" uuid,
	"build_done" bigint DEFAULT 0 NOT NULL,
	"build_total" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"recalculated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stale_contacts" (
	"shard" smallint NOT NULL,
	"id" uuid NOT NULL,
	"audience_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"changed" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stale_contacts_shard_id_pk" PRIMARY KEY("shard","id")
);
--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "secret_cipher" "bytea";--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "tag_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "methods" text[] DEFAULT '{GET,POST}' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "rate_per_minute" integer;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "signature" jsonb;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "signature_secret" "bytea";--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "resubscribe" text DEFAULT 'subscribe' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "scope" text DEFAULT 'workspace' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_hooks" ADD COLUMN "mapping" jsonb;--> statement-breakpoint
ALTER TABLE "inbound_requests" ADD COLUMN "query" text;--> statement-breakpoint
ALTER TABLE "inbound_requests" ADD COLUMN "replay_of" uuid;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "default_audience_id" uuid;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "keep_bodies_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "keep_requests_days" integer DEFAULT 180 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "keep_events_days" integer DEFAULT 365 NOT NULL;--> statement-breakpoint
ALTER TABLE "job_chunks" ADD CONSTRAINT "job_chunks_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_issues" ADD CONSTRAINT "job_issues_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_audience_id_audiences_id_fk" FOREIGN KEY ("audience_id") REFERENCES "public"."audiences"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jobs_workspace" ON "jobs" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "jobs_state" ON "jobs" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "event_keys_age" ON "event_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "segment_members_contact" ON "segment_members" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "segment_turns_due" ON "segment_turns" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "segment_turns_contact" ON "segment_turns" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "segments_name" ON "segments" USING btree ("audience_id","match_name");--> statement-breakpoint
CREATE INDEX "segments_workspace" ON "segments" USING btree ("workspace_id","id");--> statement-breakpoint
ALTER TABLE "stale_contacts" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);--> statement-breakpoint
ALTER TABLE "segment_turns" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);--> statement-breakpoint
ALTER TABLE "segment_traffic" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "contact_event_counts" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "drain_shards" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);--> statement-breakpoint
ALTER TABLE "background_functions" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "jobs" SET (fillfactor = 70);
