import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupForm } from "@/components/auth/setup-form";
import { AuthCard } from "@/components/shell/auth-card";
import { openContext } from "@/lib/api/page-context";
import { hasUsers } from "@/lib/workspaces/has-users";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (await hasUsers(await openContext())) redirect("/sign-in");
  return (
    <AuthCard
      title="Set up Tidegate"
      description="Create the first account. It owns the workspace and runs this installation."
    >
      <SetupForm />
    </AuthCard>
  );
}
