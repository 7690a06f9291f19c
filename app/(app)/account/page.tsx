import type { Metadata } from "next";
import { headers } from "next/headers";
import { ChangePasswordForm } from "@/components/auth/change-password-form";
import { ProfileForm } from "@/components/auth/profile-form";
import { SessionsList } from "@/components/auth/sessions-list";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/api/page-context";
import { listSessions } from "@/lib/auth/list-sessions";
import { runtime } from "@/lib/runtime";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { user } = await requireUser("/account");
  const { auth } = await runtime();
  const sessions = await listSessions(auth, await headers());
  return (
    <Page width="narrow">
      <PageHeader title="Your account" description="One account for all your workspaces." />
      <Card>
        <CardHeader title="Profile" />
        <CardContent>
          <ProfileForm name={user.name} email={user.email} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader title="Password" description="Changing it signs you out everywhere else." />
        <CardContent>
          <ChangePasswordForm email={user.email} />
        </CardContent>
      </Card>
      <SessionsList sessions={sessions} />
    </Page>
  );
}
