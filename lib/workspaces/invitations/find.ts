import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { MemberRole } from "@/db/enums";
import { invitations, users, workspaces } from "@/db/schema";
import type { Ctx } from "../../context";
import { sha256 } from "../../crypto";
import type { Workspace } from "../contract";

/** An invitation as its link shows it. */
export interface OpenInvitation {
  id: string;
  email: string;
  role: MemberRole;
  invitedBy: string | null;
  workspace: Workspace;
  /** Whether the invited address has an account: then its owner signs in instead of making one. */
  hasAccount: boolean;
}

/** The open invitation of a link's token; null when it is unknown, used, revoked or expired. */
export async function findInvitation(ctx: Ctx, token: string): Promise<OpenInvitation | null> {
  const [row] = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      invitedBy: users.name,
      workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name },
      hasAccount: sql<boolean>`exists (select from users account where account.email = ${invitations.email})`,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.tokenHash, sha256(token)),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, ctx.now()),
      ),
    );
  return row ?? null;
}
