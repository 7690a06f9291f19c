"use client";

import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/select";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { RequestView } from "@/components/webhooks/request-view";
import type { SimulatedStep } from "@/lib/journeys/contract";
import { findNode, nodeName, portsOf } from "@/lib/journeys/edit/node";
import type { RequestView as Request } from "@/lib/webhooks/contract";
import { BlockIcon } from "../block-icon";
import { useEditing } from "../builder/editing";
import type { useSimulation } from "./simulation-context";

type Simulation = Pick<NonNullable<ReturnType<typeof useSimulation>>, "choices" | "choose">;

/** From here on a moment is another one than now. */
const laterMs = 60_000;

/** The way of the contact, block by block. */
export function SimulatedSteps({ steps, simulation }: { steps: readonly SimulatedStep[]; simulation: Simulation }) {
  return (
    <Timeline aria-label="Simulated blocks">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the walk is all that a step is.
        <StepItem key={index} step={step} place={index + 1} since={steps[0]?.at ?? step.at} simulation={simulation} />
      ))}
    </Timeline>
  );
}

function StepItem({
  step: { nodeId, port, reason, at, request },
  place,
  since,
  simulation,
}: {
  step: SimulatedStep;
  place: number;
  since: string;
  simulation: Simulation;
}) {
  const { graph, commands } = useEditing();
  const node = findNode(graph, nodeId);
  const ports = node === undefined ? [] : portsOf(node);
  const left = ports.length > 1 ? ports.find(({ name }) => name === port)?.label : undefined;
  return (
    <TimelineItem
      tone={port === null ? "neutral" : "info"}
      icon={<BlockIcon type={node?.type ?? ""} />}
      title={
        <span className="inline-flex flex-wrap items-baseline gap-x-2">
          <button
            type="button"
            onClick={() => commands.focus(nodeId)}
            className="rounded-sm text-left font-medium hover:underline"
          >
            {place}. {node === undefined ? "A block that was taken out" : nodeName(node)}
          </button>
          {left === undefined ? null : <span className="font-normal text-muted-foreground">→ {left}</span>}
        </span>
      }
      time={Date.parse(at) - Date.parse(since) < laterMs ? null : <Time value={at} format="until" />}
    >
      <p>{reason}</p>
      {ports.length > 1 ? <Choice nodeId={nodeId} ports={ports} simulation={simulation} /> : null}
      {request === null ? null : <WouldSend request={request} />}
    </TimelineItem>
  );
}

/** No output is named so: names begin with a letter. */
const decided = "=";

/** Lets the walk leave a block by another output than it would. */
function Choice({
  nodeId,
  ports,
  simulation: { choices, choose },
}: {
  nodeId: string;
  ports: ReturnType<typeof portsOf>;
  simulation: Simulation;
}) {
  return (
    <Select
      size="sm"
      aria-label="Which way"
      className="mt-1.5 max-w-56"
      value={choices[nodeId] ?? decided}
      onValueChange={(picked) => choose(nodeId, picked === decided ? null : picked)}
      options={[
        { value: decided, label: "As the block decides" },
        ...ports.map(({ name, label }) => ({ value: name, label: `Take “${label}”` })),
      ]}
    />
  );
}

function WouldSend({ request }: { request: Request }) {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure
      title="Would send"
      summary={request.method}
      open={open}
      onOpenChange={setOpen}
      className="mt-2 bg-card text-foreground"
    >
      <RequestView request={request} />
    </Disclosure>
  );
}
