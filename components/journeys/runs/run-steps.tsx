"use client";

import Link from "next/link";
import { useState } from "react";
import { Attempts } from "@/components/deliveries/attempts";
import { DeliveryStateBadge } from "@/components/deliveries/states";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { SheetSection } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { Tone } from "@/components/ui/tone";
import { RequestView } from "@/components/webhooks/request-view";
import type { Step } from "@/lib/journeys/contract";
import { BlockIcon } from "../block-icon";
import { blockLabel } from "./block-label";

/** As many as the API tells of a run. */
const stepsShownMax = 200;

const tones: Record<Step["state"], Tone> = { done: "success", waiting: "info", failed: "danger" };

/** Every block a run has been in, in order: when, what it decided and why, and what it sent. */
export function RunSteps({
  steps,
  workspace,
  versionHref,
}: {
  steps: readonly Step[];
  workspace: string;
  /** Where the version is shown that the run goes through. */
  versionHref: string;
}) {
  if (steps.length === 0)
    return <EmptyState framed title="Not in a block yet" description="It comes into the first one in a moment." />;
  const [first] = steps;
  return (
    <>
      {first && first.number > 1 ? (
        <p className="text-meta text-muted-foreground">The last {stepsShownMax} blocks of a longer way.</p>
      ) : null}
      <Timeline aria-label="Blocks">
        {steps.map((step) => (
          <StepItem key={step.number} step={step} workspace={workspace} versionHref={versionHref} />
        ))}
      </Timeline>
    </>
  );
}

function StepItem({ step, workspace, versionHref }: { step: Step; workspace: string; versionHref: string }) {
  const { nodeId, type, name, state, port, portLabel, reason, startedAt, delivery, mailId } = step;
  return (
    <TimelineItem
      tone={tones[state]}
      icon={<BlockIcon type={type} />}
      title={
        <span className="inline-flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`${versionHref}?block=${encodeURIComponent(nodeId)}`}
            prefetch={false}
            className="rounded-sm hover:underline"
          >
            {blockLabel({ type, name })}
          </Link>
          {port === null || port === "next" ? null : (
            <span className="font-normal text-muted-foreground">→ {portLabel ?? port}</span>
          )}
        </span>
      }
      time={<Time value={startedAt} format="exact" />}
    >
      <p className={state === "failed" ? "text-danger-foreground" : undefined}>{reason}</p>
      {mailId === null ? null : <TextLink href={`/${workspace}/mailbox?mail=${mailId}`}>Show the mail</TextLink>}
      {delivery === null ? null : <Sent delivery={delivery} workspace={workspace} />}
    </TimelineItem>
  );
}

/** The request of a Webhook block and what came back, as the log of deliveries shows them. */
function Sent({ delivery, workspace }: { delivery: NonNullable<Step["delivery"]>; workspace: string }) {
  const [open, setOpen] = useState(false);
  const { id, method, state, request, attempts } = delivery;
  return (
    <Disclosure
      title="Request and response"
      summary={
        <span className="inline-flex items-center gap-2">
          {method}
          <DeliveryStateBadge state={state} />
        </span>
      }
      open={open}
      onOpenChange={setOpen}
      className="mt-2 bg-card text-foreground"
    >
      <SheetSection
        title="Request"
        actions={<TextLink href={`/${workspace}/deliveries?delivery=${id}`}>Open delivery</TextLink>}
      >
        {request === null ? (
          <p className="text-muted-foreground text-table">Its data has gone, so there is nothing to show any more.</p>
        ) : (
          <RequestView request={request} />
        )}
      </SheetSection>
      <SheetSection title="Attempts">
        <Attempts delivery={{ attempts, attemptCount: attempts.at(-1)?.number ?? 0 }} settingsHref={null} />
      </SheetSection>
    </Disclosure>
  );
}
