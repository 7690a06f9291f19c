import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { AuthCard } from "@/components/shell/auth-card";
import { currentUser, openContext } from "@/lib/api/page-context";
import { safePath } from "@/lib/auth/safe-path";
import { hasUsers } from "@/lib/workspaces/has-users";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ returnTo?: string | string[]; email?: string | string[] }>;
}) {
  const { returnTo, email } = await searchParams;
  const target = safePath(typeof returnTo === "string" ? returnTo : null);
  if ((await currentUser()) !== null) redirect(target);
  if (!(await hasUsers(await openContext()))) redirect("/setup");
  return (
    <AuthCard title="Sign in" footer="No account? Ask an admin of your workspace to invite you.">
      <SignInForm returnTo={target} email={typeof email === "string" ? email : ""} />
    </AuthCard>
  );
}
