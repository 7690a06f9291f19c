import Link from "next/link";
import { AuthCard } from "@/components/shell/auth-card";
import { Button } from "@/components/ui/button";

export default function NoSuchWorkspace() {
  return (
    <AuthCard
      title="There is nothing here"
      description="This workspace does not exist, or you are not a member of it. Ask one of its admins to invite you."
    >
      <Button asChild>
        <Link href="/">Go to your workspace</Link>
      </Button>
    </AuthCard>
  );
}
