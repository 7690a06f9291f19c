"use client";

import Link from "next/link";
import { use } from "react";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { inboundKinds } from "@/lib/inbound/kinds";
import { urlOfMode, type WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { repeatRequest } from "@/lib/inbound/setup/repeat-request";
import { BodySection } from "./body-section";
import { AudienceNames, MethodAndMode } from "./columns";
import { FieldSection } from "./field-section";
import { OutcomeBadge } from "./outcome-badge";
import { durationText, originText } from "./outcomes";

const modeLabel = (mode: string) =>
  mode === "1" || mode === "2" ? inboundKinds.audience.modes[mode]?.label : undefined;

/** A logged request from its answer down to its headers. */
export function RequestDetails({
  request,
  workspace,
  placeholderUrls,
}: {
  request: InboundRequestDetail;
  workspace: string;
  placeholderUrls: WebhookUrls;
}) {
  const audience = `/${workspace}/audiences/${request.audienceId}`;
  const audienceName = use(AudienceNames).get(request.audienceId);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex items-center gap-2">
          <OutcomeBadge outcome={request.outcome} status={request.status} />
          <span className="text-mono">{request.status}</span>
        </span>
        <CopyButton
          variant="outline"
          size="sm"
          label="Copy as curl"
          value={() => repeatRequest(request, urlOfMode(placeholderUrls, request.mode))}
        >
          Copy as curl
        </CopyButton>
      </div>
      {request.status < 400 ? null : <Refusal request={request} />}
      <KeyValueList>
        {request.status < 400 ? <KeyValue label="Answer">{request.message}</KeyValue> : null}
        <KeyValue label="Contact">
          {request.contactId === null ? null : (
            <Link
              href={`${audience}/contacts/${request.contactId}`}
              className="rounded-sm text-link underline-offset-4 hover:underline"
            >
              {request.email ?? request.contactId}
            </Link>
          )}
        </KeyValue>
        {audienceName === undefined ? null : (
          <KeyValue label="Audience">
            <Link href={audience} className="rounded-sm text-link underline-offset-4 hover:underline">
              {audienceName}
            </Link>
          </KeyValue>
        )}
        <KeyValue label="Request">
          <MethodAndMode method={request.method} mode={request.mode} />
          <span className="ml-2 text-muted-foreground">{modeLabel(request.mode)}</span>
        </KeyValue>
        <KeyValue label="Source">{originText(request.origin)}</KeyValue>
        <KeyValue label="Duration">{durationText(request.durationMs)}</KeyValue>
        <KeyValue label="IP address" mono>
          {request.ip}
        </KeyValue>
        <KeyValue label="User agent">{request.userAgent}</KeyValue>
        <KeyValue label="Request ID" mono copy={request.id}>
          {request.id}
        </KeyValue>
      </KeyValueList>
      <FieldSection request={request} workspace={workspace} />
      <BodySection request={request} />
      <HeaderSection headers={request.headers} />
    </>
  );
}

/** Why it was refused: the answer that its sender got, taken apart where several things were wrong. */
function Refusal({ request: { issues, message } }: { request: InboundRequestDetail }) {
  return (
    <Callout tone="danger" title={issues.length > 1 ? `${issues.length} things were wrong` : undefined}>
      {issues.length > 1 ? (
        <ul className="flex flex-col gap-0.5">
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
          ))}
        </ul>
      ) : (
        message
      )}
    </Callout>
  );
}

function HeaderSection({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers);
  return (
    <SheetSection title="Headers">
      {entries.length === 0 ? (
        <p className="text-muted-foreground text-table">None.</p>
      ) : (
        <KeyValueList className="rounded-lg border px-3">
          {entries.map(([name, value]) => (
            <KeyValue key={name} label={<code className="text-mono [overflow-wrap:anywhere]">{name}</code>} mono>
              {value}
            </KeyValue>
          ))}
        </KeyValueList>
      )}
      <p className="text-meta text-muted-foreground">
        Values that may open a door (authorization, cookies, keys, signatures) are masked as ••• and not stored.
      </p>
    </SheetSection>
  );
}
