ALTER TABLE "journey_runs" ADD COLUMN "after_event" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "run_id" uuid;--> statement-breakpoint
CREATE INDEX "journey_runs_ended" ON "journey_runs" USING btree ("journey_id","state","id") WHERE state in ('completed', 'failed', 'stopped');