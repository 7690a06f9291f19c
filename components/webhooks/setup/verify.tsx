"use client";

import { useState } from "react";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import type { Webhook } from "@/lib/webhooks/contract";
import { type VerifySnippet, verifySnippets } from "@/lib/webhooks/snippets";

const snippets: readonly VerifySnippet[] = Object.values(verifySnippets);

/** How a receiver checks that a request comes from here and was not changed on the way. */
export function Verify({ webhook }: { webhook: Pick<Webhook, "hasSecret" | "hexSignature"> }) {
  const [language, setLanguage] = useState(snippets[0]?.label ?? "");
  const note = snippets.find(({ label }) => label === language)?.note;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      {webhook.hasSecret ? null : (
        <Callout tone="warning">
          This webhook has no secret, so its requests are not signed. Generate one in its settings.
        </Callout>
      )}
      <SheetSection title="Headers">
        <KeyValueList className="rounded-lg border px-3">
          <Header name="webhook-id">The same when a delivery is sent again: handle each one once.</Header>
          <Header name="webhook-timestamp">When this attempt was made, in seconds since 1970.</Header>
          <Header name="webhook-signature">
            v1, and the base64 HMAC-SHA256 of “id.timestamp.body”. After a change of the secret there are two.
          </Header>
          {webhook.hexSignature ? (
            <Header name="x-webhook-signature">The hexadecimal HMAC-SHA256 of the body alone.</Header>
          ) : null}
        </KeyValueList>
      </SheetSection>
      <SheetSection title="Code">
        <CodeBlock
          samples={snippets.map(({ label, highlight, code }) => ({ label, language: highlight, code }))}
          sample={language}
          onSampleChange={setLanguage}
          maxHeight="32rem"
        />
        {note ? <p className="text-pretty text-meta text-muted-foreground">{note}</p> : null}
      </SheetSection>
      <p className="text-pretty text-meta text-muted-foreground">
        The scheme is Standard Webhooks: its libraries verify these requests too. For GET the raw query string takes the
        body’s place.
      </p>
    </div>
  );
}

const Header = ({ name, children }: { name: string; children: string }) => (
  <KeyValue label={<code className="text-mono [overflow-wrap:anywhere]">{name}</code>}>{children}</KeyValue>
);
