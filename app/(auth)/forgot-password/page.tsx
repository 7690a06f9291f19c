import type { Metadata } from "next";
import Link from "next/link";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { AuthCard } from "@/components/shell/auth-card";
import { openContext } from "@/lib/api/page-context";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage() {
  const { env } = await openContext();
  return (
    <AuthCard
      title="Forgot your password?"
      description="We make a link with which you choose a new one."
      footer={
        <Link href="/sign-in" className="text-link underline-offset-4 hover:underline">
          Back to sign-in
        </Link>
      }
    >
      <ForgotPasswordForm mailIsSent={env.smtpUrl !== undefined} />
    </AuthCard>
  );
}
