import { CopyButton } from "@/components/ui/copy-button";

/** A webhook's whole URL, to read and to copy. */
export const UrlField = ({ url }: { url: string }) => (
  <div className="flex min-w-0 items-center gap-1 rounded-md border border-input bg-muted/50 py-0.5 pr-0.5 pl-2.5">
    <code className="min-w-0 flex-1 select-all py-1 text-mono [overflow-wrap:anywhere]">{url}</code>
    <CopyButton value={url} label="Copy URL" />
  </div>
);
