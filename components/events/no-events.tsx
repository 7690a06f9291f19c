import { Activity } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { firstEvent, trackCommand } from "./track-sample";

/** Nothing happened yet: how to report the first event. */
export const NoEvents = ({ publicUrl }: { publicUrl: string }) => (
  <EmptyState
    icon={<Activity />}
    title="No event yet"
    description="What happens to contacts appears here by itself. Other systems report their own events, and what became of their mails, with an API key:"
    code={<CodeBlock title="curl" language="bash" code={trackCommand(publicUrl, firstEvent)} />}
  />
);

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    title="No event matches"
    description="Email addresses are compared whole, with those that contacts have now. Events of deleted contacts are not found by address."
    action={<Button onClick={onClear}>Clear filters</Button>}
  />
);
