import type { MailKind } from "@/lib/mail/build";

const labels: Record<MailKind, string> = {
  confirmation: "Confirmation",
  invitation: "Invitation",
  owner_invitation: "Owner invitation",
  password_reset: "Password reset",
  webhook_refusing: "Webhook notice",
  webhook_failing: "Webhook notice",
  campaign: "Campaign",
  campaign_test: "Campaign test",
  journey: "Journey",
};

const isKind = (kind: string): kind is MailKind => Object.hasOwn(labels, kind);

/** What a mail is about; an unknown kind (written by a newer version) stands for itself. */
export const kindLabel = (kind: string): string => (isKind(kind) ? labels[kind] : kind);
