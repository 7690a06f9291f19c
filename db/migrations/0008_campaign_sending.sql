ALTER TABLE "campaigns" ADD COLUMN "to_segment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "not_before" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "server_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "final_states" jsonb;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "from_address" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "headers" jsonb;