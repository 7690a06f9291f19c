import { CodeBlock } from "@/components/ui/code-block";
import { SheetSection } from "@/components/ui/sheet";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { parseJson } from "./read-keys";

const sizeText = (bytes: number) => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`);

/** The body, or a GET's query string, as it came; JSON also in a form that reads well. */
export function BodySection({ request }: { request: InboundRequestDetail }) {
  const { body, bodyBytes, contentType, query, method } = request;
  if (method === "GET" && query !== null)
    return (
      <SheetSection title="Query string">
        {query === "" ? (
          <p className="text-muted-foreground text-table">Empty.</p>
        ) : (
          <CodeBlock title="As it came" code={query} wrap />
        )}
      </SheetSection>
    );
  return (
    <SheetSection
      title="Body"
      actions={
        <span className="text-meta text-muted-foreground [overflow-wrap:anywhere]">
          {[contentType ?? "no Content-Type", bodyBytes === null ? null : sizeText(bodyBytes)]
            .filter(Boolean)
            .join(", ")}
        </span>
      }
    >
      {body === null ? (
        <p className="text-muted-foreground text-table">
          Not kept: it was refused before its body was read, its time was over, or the contact was deleted.
        </p>
      ) : body === "" ? (
        <p className="text-muted-foreground text-table">Empty.</p>
      ) : (
        <BodyText body={body} />
      )}
    </SheetSection>
  );
}

function BodyText({ body }: { body: string }) {
  const value = parseJson(body);
  if (value === undefined) return <CodeBlock title="As it came" code={body} wrap />;
  return (
    <CodeBlock
      wrap
      samples={[
        { label: "Formatted", language: "json", code: JSON.stringify(value, null, 2) },
        { label: "As it came", code: body },
      ]}
    />
  );
}
