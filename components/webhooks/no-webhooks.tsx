import { Send } from "lucide-react";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

const sample = (type: string, data: object): string =>
  JSON.stringify({ type, timestamp: "2026-03-01T08:15:00.000Z", data }, null, 2);

const contact = { email: "ann@example.com", status: "subscribed", fields: { first_name: "Ann" } };
const ofCampaigns = sample("email.clicked", {
  contact,
  campaign: { name: "Summer Promotion" },
  event: { url: "https://example.com/sale" },
});
const ofContacts = sample("contact.subscribed", { contact });

/** No webhook yet: what one is for, and what a receiver gets. */
export const NoWebhooks = ({ ofCampaign, action }: { ofCampaign: boolean; action: ReactNode }) => (
  <EmptyState
    icon={<Send />}
    title="No webhook yet"
    description={
      ofCampaign
        ? "A webhook sends an HTTP request to a URL of yours whenever something you choose happens in this campaign: a mail is sent, opened, clicked or bounces. Your CRM, analytics or own application takes it from there."
        : "A webhook sends an HTTP request to a URL of yours whenever something you choose happens: in any campaign, with any contact or segment, or by your own events."
    }
    action={action}
    code={
      <CodeBlock title="What your endpoint receives" language="json" code={ofCampaign ? ofCampaigns : ofContacts} />
    }
  />
);
