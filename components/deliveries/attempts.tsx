"use client";

import Link from "next/link";
import { useState } from "react";
import { durationText } from "@/components/log/duration-text";
import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { prettyJson } from "@/components/webhooks/request-view";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/contract";

/** Each request that was made and what came back, the newest first. `settingsHref` is where bodies of answers can be logged. */
export function Attempts({
  delivery: { attempts, attemptCount },
  settingsHref,
}: {
  delivery: Pick<DeliveryDetail, "attempts" | "attemptCount">;
  settingsHref: string | null;
}) {
  if (attempts.length === 0)
    return (
      <EmptyState framed title="No attempt yet" description="Each one appears here with what the server answered." />
    );
  return (
    <>
      <Timeline aria-label="Attempts">
        {attempts.toReversed().map((attempt) => (
          <AttemptItem key={attempt.number} attempt={attempt} settingsHref={settingsHref} />
        ))}
      </Timeline>
      {attemptCount > attempts.length ? (
        <p className="mt-3 text-meta text-muted-foreground">
          The last {attempts.length} of {attemptCount} attempts.
        </p>
      ) : null}
    </>
  );
}

function AttemptItem({ attempt, settingsHref }: { attempt: Attempt; settingsHref: string | null }) {
  const { number, cause, responseStatus, startedAt, durationMs, url } = attempt;
  const tone = cause === null ? "success" : "danger";
  return (
    <TimelineItem
      tone={tone}
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          Attempt {number}
          <StatusBadge tone={tone}>{responseStatus ?? cause?.label ?? "No answer"}</StatusBadge>
          <span className="font-normal text-muted-foreground tabular-nums">{durationText(durationMs)}</span>
        </span>
      }
      time={<Time value={startedAt} format="exact" />}
    >
      <p>{cause === null ? "Delivered." : cause.message}</p>
      <p className="text-meta">to {url}</p>
      {responseStatus === null ? null : <Answer attempt={attempt} settingsHref={settingsHref} />}
    </TimelineItem>
  );
}

function Answer({ attempt, settingsHref }: { attempt: Attempt; settingsHref: string | null }) {
  const [open, setOpen] = useState(false);
  const { responseHeaders, responseBody, responseTruncated } = attempt;
  const headers = Object.entries(responseHeaders ?? {});
  const pretty = responseBody === null || responseTruncated ? null : prettyJson(responseBody);
  return (
    <Disclosure
      title="Answer"
      summary={responseBody === null ? `${headers.length} headers` : `${headers.length} headers and the body`}
      open={open}
      onOpenChange={setOpen}
      className="mt-2 bg-card text-foreground"
    >
      <div className="flex min-w-0 flex-col gap-3">
        {headers.length === 0 ? null : (
          <CodeBlock
            title="Headers"
            language="http"
            code={headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
            maxHeight="12rem"
            wrap
          />
        )}
        {responseBody === null ? (
          <p className="text-meta text-muted-foreground">
            The body was not kept.{" "}
            {settingsHref === null ? null : (
              <>
                To see those of later attempts, turn on{" "}
                <Link href={settingsHref} className="text-link underline-offset-4 hover:underline">
                  Log response body
                </Link>
                .
              </>
            )}
          </p>
        ) : responseBody === "" ? (
          <p className="text-meta text-muted-foreground">The answer has no body.</p>
        ) : (
          <CodeBlock
            title={responseTruncated ? "Body, the first 64 KiB of it" : "Body"}
            language={pretty === null ? "text" : "json"}
            code={pretty ?? responseBody}
            maxHeight="20rem"
            wrap
          />
        )}
      </div>
    </Disclosure>
  );
}
