"use client";

import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetSection } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RunTrace } from "@/lib/journeys/contract";
import { versionPath } from "../paths";
import type { JourneyScreen } from "../scope";
import { BlockLabel } from "./block-label";
import { RetryRun, StopRun } from "./run-actions";
import { RunSteps } from "./run-steps";
import { RunStateBadge } from "./states";

interface DetailsProps extends JourneyScreen {
  audienceId: string;
  isPaused: boolean;
  run: RunTrace;
}

/** A run: how it stands, what can be done, and every block it has been in. */
export function RunDetails({ run, audienceId, isPaused, canWrite, ...scope }: DetailsProps) {
  const isOpen = run.state === "active" || run.state === "waiting";
  const kept = Object.keys(run.variables).length > 0;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RunStateBadge run={run} />
        {canWrite && run.state === "failed" ? <RetryRun {...scope} run={run} /> : null}
        {canWrite && isOpen ? <StopRun {...scope} run={run} /> : null}
      </div>
      <Outlook run={run} workspace={scope.workspace} isPaused={isPaused && isOpen} />
      <RunFacts run={run} audienceId={audienceId} {...scope} />
      <SheetSection title="Way through the journey">
        <RunSteps steps={run.steps} workspace={scope.workspace} versionHref={versionPath(scope, run.version)} />
      </SheetSection>
      {kept ? (
        <SheetSection title="Kept values">
          <CodeBlock
            title="vars"
            language="json"
            code={JSON.stringify(run.variables, null, 2)}
            maxHeight="16rem"
            wrap
          />
        </SheetSection>
      ) : null}
    </>
  );
}

/** What is to be expected of it, where that is not plain. */
function Outlook({ run, workspace, isPaused }: { run: RunTrace; workspace: string; isPaused: boolean }) {
  if (run.state === "failed")
    return (
      <Callout tone="danger" title="It could not go on">
        {run.reason}
      </Callout>
    );
  if (run.stuck)
    return (
      <Callout
        tone="warning"
        title="It should have moved on by now"
        action={<TextLink href={`/${workspace}/settings/background`}>Open Background</TextLink>}
      >
        Background shows whether journeys are moved on at all. If they are, nothing is left that could wake this run:
        stop it, and add the contact again.
      </Callout>
    );
  if (isPaused)
    return <Callout tone="info">The journey is paused. The run keeps its place and goes on afterwards.</Callout>;
  return null;
}

function RunFacts({
  run: { id, contact, block, version, since, waitsFor, wakeAt, state, reason, finishedAt },
  audienceId,
  ...scope
}: {
  run: RunTrace;
  audienceId: string;
  workspace: string;
  journeyId: string;
}) {
  // A failure stands above.
  const why = waitsFor ?? (state === "failed" ? null : reason);
  return (
    <KeyValueList>
      <KeyValue label="Contact">
        {contact.email === null ? (
          <span className="text-muted-foreground">Deleted contact</span>
        ) : (
          <TextLink href={`/${scope.workspace}/audiences/${audienceId}/contacts/${contact.id}`}>
            {contact.email}
          </TextLink>
        )}
      </KeyValue>
      <KeyValue label={finishedAt === null ? "Is in" : "Ended in"}>
        <span className="flex flex-wrap items-center gap-x-2">
          <BlockLabel block={block} />
          <span className="text-muted-foreground">
            since <Time value={since} />
          </span>
        </span>
      </KeyValue>
      {why === null ? null : (
        <KeyValue label="Why">
          {why}
          {state !== "waiting" || wakeAt === null ? null : (
            <>
              {" "}
              Until <Time value={wakeAt} format="exact" />.
            </>
          )}
        </KeyValue>
      )}
      <KeyValue label="Version">
        <TextLink href={versionPath(scope, version)}>Version {version}</TextLink>
      </KeyValue>
      <KeyValue label="Run" mono copy={id}>
        {id}
      </KeyValue>
    </KeyValueList>
  );
}
