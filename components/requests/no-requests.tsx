import { FileClock } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { curl } from "@/lib/inbound/setup/curl";
import { exampleEmail } from "@/lib/inbound/setup/example-body";

/** Nothing came in yet: how to send the first request. */
export function NoRequests({ url }: { url: string }) {
  return (
    <EmptyState
      icon={<FileClock />}
      title="No request yet"
      description="Every request to a webhook URL is kept here with its body and its answer. Generate the URL in the audience’s settings and send the first one:"
      code={
        <CodeBlock
          title="curl"
          language="bash"
          code={curl.write({ url, format: "json", body: { email: exampleEmail }, fields: [] })}
        />
      }
    />
  );
}

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    title="No request matches"
    description="Email addresses are compared whole. Requests to URLs that don’t exist (404) belong to no webhook and are not logged."
    action={<Button onClick={onClear}>Clear filters</Button>}
  />
);
