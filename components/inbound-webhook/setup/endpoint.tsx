import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { secretPlaceholder } from "@/lib/inbound/setup/placeholder";

/** Method and URL; says so when the secret in it is only a placeholder. */
export function Endpoint({ url, isReal }: { url: string; isReal: boolean }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-w-0 items-center gap-2 rounded-lg border bg-muted/50 py-1 pr-1 pl-2.5">
        <Badge mono tone="success">
          POST
        </Badge>
        <code className="min-w-0 flex-1 select-all text-mono [overflow-wrap:anywhere]">{url}</code>
        <CopyButton value={url} label="Copy URL" />
      </div>
      {isReal ? (
        <Callout tone="warning">
          This is the real URL, and you won’t be able to view it again. Whoever has it can add contacts.
        </Callout>
      ) : (
        <p className="text-meta text-muted-foreground">
          Put your own URL’s secret in place of <code className="text-foreground">{secretPlaceholder}</code>: for
          security reasons it can’t be shown again. If it is lost, regenerate the URL.
        </p>
      )}
    </div>
  );
}
