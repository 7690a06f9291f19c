import type { Metadata } from "next";
import Link from "next/link";
import { JoinByInvitation, SignUpByInvitation, WrongAccount } from "@/components/auth/accept-invitation";
import { AuthCard } from "@/components/shell/auth-card";
import { Button } from "@/components/ui/button";
import { currentUser, openContext } from "@/lib/api/page-context";
import { findInvitation, type OpenInvitation } from "@/lib/workspaces/invitations/find";
import { roleTexts } from "@/lib/workspaces/roles";

// The address holds a secret: no other site and no search engine may learn it.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await findInvitation(await openContext(), token);
  if (invitation === null)
    return (
      <AuthCard
        title="This invitation is no longer valid"
        description="It was used, revoked, or is older than seven days. Ask whoever invited you to send it again."
      >
        <Button asChild>
          <Link href="/">Go to Tidegate</Link>
        </Button>
      </AuthCard>
    );
  const { workspace, role, invitedBy } = invitation;
  return (
    <AuthCard
      title={`Join ${workspace.name}`}
      description={`${invitedBy ?? "An admin"} invites you as ${roleTexts[role].label.toLowerCase()}. ${roleTexts[role].description}`}
    >
      <Accept token={token} invitation={invitation} />
    </AuthCard>
  );
}

async function Accept({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const { email, hasAccount, workspace } = invitation;
  const user = await currentUser();
  if (user !== null && user.email === email) return <JoinByInvitation token={token} workspaceName={workspace.name} />;
  if (user !== null) return <WrongAccount token={token} invited={email} current={user.email} />;
  if (!hasAccount) return <SignUpByInvitation token={token} email={email} />;
  const query = new URLSearchParams({ returnTo: `/invitation/${token}`, email });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-table">{email} has an account. Sign in with it to join.</p>
      <Button asChild variant="primary" size="lg">
        <Link href={`/sign-in?${query}`}>Sign in</Link>
      </Button>
    </div>
  );
}
