import type { Metadata } from "next";
import Link from "next/link";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { AuthCard } from "@/components/shell/auth-card";

// The address holds a secret: no other site and no search engine may learn it.
export const metadata: Metadata = { title: "New password", referrer: "no-referrer", robots: { index: false } };

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <AuthCard
      title="Choose a new password"
      description="You will be signed out everywhere else."
      footer={
        <Link href="/forgot-password" className="text-link underline-offset-4 hover:underline">
          Ask for another link
        </Link>
      }
    >
      <ResetPasswordForm token={token} />
    </AuthCard>
  );
}
