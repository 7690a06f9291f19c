"use client";

import { CornerDownRight, Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { findNode, nodeName, type Output } from "@/lib/journeys/edit/node";
import { type OutlineBranch, type OutlineStep, outlineOf } from "@/lib/journeys/edit/outline";
import { outputWords } from "../builder/add-menu";
import { useEditing } from "../builder/editing";
import { BlockRow } from "./block-row";

/** A journey as an indented list, which is all that the canvas is and can be worked with by keys alone. */
export function OutlineView() {
  const { graph, canWrite, selection, commands, wanted } = useEditing();
  const { main, loose } = useMemo(() => outlineOf(graph), [graph]);
  const frame = useRef<HTMLDivElement>(null);

  const seen = useRef(wanted?.number);
  useEffect(() => {
    if (wanted === null || seen.current === wanted.number) return;
    seen.current = wanted.number;
    frame.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(wanted.id)}"]`)?.focus();
  }, [wanted]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const id = target?.dataset.block;
    if (target === null || id === undefined || event.metaKey || event.ctrlKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && event.altKey && canWrite) step === 1 ? commands.moveDown(id) : commands.moveUp(id);
    else if (step !== 0) {
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-block]")];
      rows[rows.indexOf(target) + step]?.focus();
    } else if ((event.key === "Delete" || event.key === "Backspace") && canWrite)
      commands.remove(selection.includes(id) ? selection : [id]);
    else return;
    event.preventDefault();
  }

  return (
    <div ref={frame} onKeyDown={onKeyDown} className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-5 md:px-6">
      <Steps label="Steps of the journey" steps={main} />
      {loose.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h2 className="font-semibold text-table">Not connected</h2>
          {loose.map((steps, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no identity of its own.
            <Steps key={index} label={`Not connected, part ${index + 1}`} steps={steps} />
          ))}
        </section>
      ) : null}
      {main.length === 0 ? (
        <p className="text-muted-foreground text-table">Nobody can come in yet. Add a trigger with “Add block”.</p>
      ) : null}
    </div>
  );
}

function Steps({ steps, label }: { steps: readonly OutlineStep[]; label: string }) {
  return (
    <ol aria-label={label} className="flex min-w-0 flex-col gap-1.5">
      {steps.map((step) => (
        <li key={keyOf(step)} className="flex min-w-0 flex-col gap-1.5">
          {step.kind === "block" ? (
            <>
              <BlockRow node={step.node} />
              {step.branches.map((branch) => (
                <Branch key={branch.output.port} branch={branch} />
              ))}
            </>
          ) : step.kind === "open" ? (
            <OpenRow output={step.output} />
          ) : (
            <OnwardRow output={step.output} to={nodeName(step.to)} id={step.to.id} />
          )}
        </li>
      ))}
    </ol>
  );
}

const keyOf = (step: OutlineStep): string =>
  step.kind === "block" ? step.node.id : `${step.kind} ${step.output.from} ${step.output.port}`;

function Branch({ branch: { output, label, steps } }: { branch: OutlineBranch }) {
  const { graph } = useEditing();
  const node = findNode(graph, output.from);
  return (
    <div className="ml-4 flex min-w-0 flex-col gap-1.5 border-l pl-4 sm:ml-6">
      <p className="text-meta text-muted-foreground">{label}</p>
      <Steps label={`${node ? nodeName(node) : output.from}: ${label}`} steps={steps} />
    </div>
  );
}

/** The end of a way, where the next block goes. */
function OpenRow({ output }: { output: Output }) {
  const { graph, canWrite, ask } = useEditing();
  const node = findNode(graph, output.from);
  if (!canWrite || node === undefined) return <p className="px-1 text-meta text-muted-foreground">End</p>;
  return (
    <Button
      variant="ghost"
      size="sm"
      className="self-start"
      aria-label={`Add a block ${outputWords(node, output.port)}`}
      onClick={(event) => ask({ output, at: event.currentTarget })}
    >
      <Plus />
      Add block
    </Button>
  );
}

function OnwardRow({ output, to, id }: { output: Output; to: string; id: string }) {
  const { graph, canWrite, ask, commands } = useEditing();
  const node = findNode(graph, output.from);
  return (
    <p className="flex min-w-0 items-center gap-1.5 px-1 text-muted-foreground text-table">
      <CornerDownRight aria-hidden className="size-4 shrink-0" />
      Goes on at
      <button
        type="button"
        onClick={() => commands.focus(id)}
        className="min-w-0 truncate rounded-sm text-foreground underline decoration-border underline-offset-4 hover:decoration-foreground"
      >
        {to}
      </button>
      {canWrite && node ? (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Add a block ${outputWords(node, output.port)}`}
          onClick={(event) => ask({ output, at: event.currentTarget })}
        >
          <Plus />
        </Button>
      ) : null}
    </p>
  );
}
