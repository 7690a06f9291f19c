import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import type { RequestView as Request } from "@/lib/webhooks/contract";

/** Exactly what is sent: method and URL, headers, body. Those of a GET are in its URL, which is also shown name by name. */
export function RequestView({ request, actions }: { request: Request; actions?: ReactNode }) {
  const { method, url, headers, body } = request;
  const query = body === null && URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex min-w-0 items-start gap-2">
        <Badge mono>{method}</Badge>
        <code className="max-h-24 min-w-0 flex-1 overflow-y-auto text-mono [overflow-wrap:anywhere]">{url}</code>
        <CopyButton value={url} label="Copy URL" className="-my-1" />
      </div>
      <CodeBlock title="Headers" language="http" code={headersText(headers)} maxHeight="12rem" wrap actions={actions} />
      {body === null ? (
        query.length > 0 ? (
          <CodeBlock title="Query string" code={pairsText(query)} maxHeight="24rem" wrap />
        ) : null
      ) : (
        <Body body={body} contentType={headerOf(headers, "content-type")} />
      )}
    </div>
  );
}

/** JSON as it is read best, a form name by name; and each as its bytes. */
function Body({ body, contentType }: { body: string; contentType: string }) {
  if (contentType.startsWith("application/x-www-form-urlencoded"))
    return (
      <CodeBlock
        samples={[
          { label: "Form", code: pairsText([...new URLSearchParams(body)]) },
          { label: "As sent", code: body },
        ]}
        maxHeight="24rem"
        wrap
      />
    );
  const pretty = prettyJson(body);
  if (body === "") return <p className="text-meta text-muted-foreground">The request has no body.</p>;
  return (
    <CodeBlock
      {...(pretty === null
        ? { title: "Body", code: body }
        : {
            samples: [
              { label: "Body", language: "json" as const, code: pretty },
              { label: "As sent", code: body },
            ],
          })}
      maxHeight="24rem"
      wrap
    />
  );
}

/** One header or parameter a line. */
const pairsText = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name} = ${value}`).join("\n");
const headersText = (headers: Request["headers"]): string =>
  headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
const headerOf = (headers: Request["headers"], wanted: string): string =>
  headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? "";

/** Null where it is no JSON. */
export function prettyJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
