ALTER TABLE "inbound_requests" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "segments" DROP COLUMN "lease_until";