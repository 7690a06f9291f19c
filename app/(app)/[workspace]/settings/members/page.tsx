import type { Metadata } from "next";
import { MembersPanel } from "@/components/members/members-panel";
import { pageContext } from "@/lib/api/page-context";
import { pageLimit } from "@/lib/pagination";
import { listInvitations } from "@/lib/workspaces/invitations/list";
import { listMembers } from "@/lib/workspaces/members/list";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const [members, invitations] = await Promise.all([
    listMembers(ctx, { limit: pageLimit }),
    listInvitations(ctx, { limit: pageLimit }),
  ]);
  return (
    <MembersPanel
      workspace={workspace}
      viewer={{ userId: ctx.actor.userId, role: ctx.actor.role }}
      mailIsSent={ctx.env.smtpUrl !== undefined}
      members={members}
      invitations={invitations}
    />
  );
}
