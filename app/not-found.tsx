import { Compass } from "lucide-react";
import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-6">
      <Logo />
      <EmptyState
        icon={<Compass />}
        title="There is nothing here"
        description="It may have been deleted, or the link has a mistake in it."
        action={
          <Button asChild variant="primary">
            <Link href="/">Go to your workspace</Link>
          </Button>
        }
      />
    </main>
  );
}
