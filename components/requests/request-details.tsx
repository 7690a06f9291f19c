"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { use, useState } from "react";
import { JobProgress } from "@/components/jobs/job-progress";
import { durationText } from "@/components/log/duration-text";
import { Callout } from "@/components/ui/callout";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { inboundKinds } from "@/lib/inbound/kinds";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { BodySection } from "./body-section";
import { AudienceNames, MethodAndMode } from "./columns";
import { CopyAsCurl } from "./copy-as-curl";
import { FieldSection } from "./field-section";
import { OutcomeBadge } from "./outcome-badge";
import { originText, webhookText } from "./outcomes";
import { requestsKey } from "./queries";
import { ReplayLinks } from "./replay-links";
import { ReplayRequest } from "./replay-request";
import type { RequestRights } from "./rights";

const modeLabel = (mode: string) =>
  mode === "1" || mode === "2" ? inboundKinds.audience.modes[mode]?.label : undefined;

/** A logged request from its answer down to its headers. */
export function RequestDetails({
  request,
  workspace,
  placeholderUrls,
  rights,
  onOpen,
}: {
  request: InboundRequestDetail;
  workspace: string;
  placeholderUrls: WebhookUrls;
  rights: RequestRights;
  onOpen: (requestId: string) => void;
}) {
  const queries = useQueryClient();
  const [replay, setReplay] = useState<{ jobId: string; over: boolean } | null>(null);
  const audience = `/${workspace}/audiences/${request.audienceId}`;
  const audienceName = use(AudienceNames).get(request.audienceId);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex items-center gap-2">
          <OutcomeBadge outcome={request.outcome} status={request.status} />
          <span className="text-mono">{request.status}</span>
        </span>
        <span className="flex items-center gap-2">
          <CopyAsCurl request={request} workspace={workspace} placeholderUrls={placeholderUrls} />
          {rights.canReplay ? (
            <ReplayRequest
              workspace={workspace}
              requestId={request.id}
              running={replay !== null && !replay.over}
              onStart={(jobId) => setReplay({ jobId, over: false })}
            />
          ) : null}
        </span>
      </div>
      {replay === null ? null : (
        <JobProgress
          workspace={workspace}
          jobId={replay.jobId}
          canCancel={rights.canReplay}
          onOver={() => {
            setReplay({ ...replay, over: true });
            void queries.invalidateQueries({ queryKey: requestsKey(workspace) });
          }}
        />
      )}
      {request.status < 400 ? null : <Refusal request={request} />}
      {request.note === null ? null : <Callout tone="warning">{request.note}</Callout>}
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
        <KeyValue label="Webhook">{webhookText(request)}</KeyValue>
        <KeyValue label="Source">{originText(request.origin)}</KeyValue>
        <ReplayLinks request={request} onOpen={onOpen} />
        <KeyValue label="Duration">{durationText(request.durationMs)}</KeyValue>
        <KeyValue label="IP address" mono>
          {request.ip}
        </KeyValue>
        <KeyValue label="User agent">{request.userAgent}</KeyValue>
        <KeyValue label="Request ID" mono copy={request.id}>
          {request.id}
        </KeyValue>
      </KeyValueList>
      <FieldSection request={request} workspace={workspace} rights={rights} />
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
