import { PackageCheck } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { DeliveryState } from "@/db/enums";

/** Nothing was sent yet: what will be here, and where it comes from. */
export const NoDeliveries = ({ workspace }: { workspace: string }) => (
  <EmptyState
    icon={<PackageCheck />}
    title="No delivery yet"
    description="Every event that a webhook sends is kept here with its request, each attempt and what the receiver answered. Add a webhook, here for the whole workspace or in a campaign under Connect."
    action={
      <Button asChild>
        <Link href={`/${workspace}/webhooks`}>Webhooks</Link>
      </Button>
    }
  />
);

const inState: Record<DeliveryState, { title: string; description: string }> = {
  succeeded: { title: "Nothing was delivered", description: "What a receiver answered with success is here." },
  pending: { title: "Nothing waits", description: "What has not been sent yet, or is tried again, is here." },
  failed: { title: "Nothing failed", description: "What is not tried again by itself is here." },
  held: { title: "Nothing is held", description: "What happens while a webhook is switched off is held here." },
};

/** None in this tab, with no filter set. */
export const NoneInState = ({ state }: { state: DeliveryState }) => <EmptyState {...inState[state]} />;

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    title="No delivery matches"
    description="Deliveries are kept for as many days as the workspace keeps them; older ones are gone."
    action={<Button onClick={onClear}>Clear filters</Button>}
  />
);
