import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";

/** Methods and URL, with a note about the URL below. */
export function Endpoint({
  url,
  methods,
  children,
}: {
  url: string;
  methods: readonly string[];
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-w-0 items-center gap-2 rounded-lg border bg-muted/50 py-1 pr-1 pl-2.5">
        {methods.map((method) => (
          <Badge key={method} mono tone="success">
            {method}
          </Badge>
        ))}
        <code className="min-w-0 flex-1 select-all text-mono [overflow-wrap:anywhere]">{url}</code>
        <CopyButton value={url} label="Copy URL" />
      </div>
      {children}
    </div>
  );
}
