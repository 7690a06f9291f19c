import { invitations, users } from "@/db/schema";
import type { Invitation } from "../contract";

/** What is shown of an invitation; joins `users` by `invitedBy`. */
export const invitationColumns = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  invitedBy: users.name,
  expiresAt: invitations.expiresAt,
  createdAt: invitations.createdAt,
};

type InvitationRow = Omit<Invitation, "expired" | "expiresAt" | "createdAt"> & { expiresAt: Date; createdAt: Date };

export const presentInvitation = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.invitedBy,
  expired: row.expiresAt <= now,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});
