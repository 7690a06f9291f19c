import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/shell/auth-card";
import { NewWorkspaceForm } from "@/components/workspaces/new-workspace-form";
import { requireUser } from "@/lib/api/page-context";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const { user } = await requireUser("/workspaces/new");
  return (
    <AuthCard
      title="New workspace"
      description="A workspace has its own audiences, webhooks, members and API keys."
      footer={
        <>
          Signed in as {user.email}.{" "}
          <Link href="/account" className="text-link underline underline-offset-4">
            Your account
          </Link>
        </>
      }
    >
      <NewWorkspaceForm />
    </AuthCard>
  );
}
