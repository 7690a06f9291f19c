import { Plus, Webhook } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { curl } from "@/lib/inbound/setup/curl";
import { secretPlaceholder } from "@/lib/inbound/setup/placeholder";

/** No webhook yet: what one is for, and what a request to it looks like. */
export function NoWebhooks({ publicUrl, onCreate }: { publicUrl: string; onCreate: (() => void) | null }) {
  const url = `${publicUrl}/v1/inbound-webhooks/${secretPlaceholder}`;
  return (
    <EmptyState
      icon={<Webhook />}
      title="No inbound webhook yet"
      description={
        onCreate
          ? "A webhook is a secret URL that another system calls. Its type decides what each request does: subscribe a contact, add it unconfirmed, unsubscribe it or delete it."
          : "A webhook is a secret URL that another system calls to change contacts. Ask a marketer or an admin of this workspace to create one."
      }
      action={
        onCreate ? (
          <Button variant="primary" onClick={onCreate}>
            <Plus />
            Create webhook
          </Button>
        ) : null
      }
      code={
        <CodeBlock
          title="What another system sends then"
          language="bash"
          code={curl.write({ url, format: "json", body: { email_address: "tywin@example.com" }, fields: [] })}
        />
      }
    />
  );
}

export const NoMatch = ({ search }: { search: string }) => (
  <EmptyState title={`No webhook with “${search}” in its name`} description="Try fewer letters." />
);
