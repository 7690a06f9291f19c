"use client";

import { X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { useHeld } from "@/components/ui/use-held";
import { registry } from "@/lib/journeys/blocks/registry";
import { changeBlock } from "@/lib/journeys/edit/blocks";
import { nodeName } from "@/lib/journeys/edit/node";
import { settingsProblems } from "@/lib/journeys/edit/settings-problems";
import { type GraphNode, graphLimits } from "@/lib/journeys/graph/graph";
import { BlockIcon } from "../block-icon";
import { ProblemsContext } from "../blocks/parts/setting";
import { formOf } from "../blocks/registry";
import { BlockMenu } from "../builder/block-menu";
import { useEditing } from "../builder/editing";

interface InspectorProps {
  node: GraphNode;
  /** Beside the canvas, or over the whole screen where there is no room beside it. */
  isBeside: boolean;
  /** What is unfinished is said at once: somebody has asked. */
  isStrict: boolean;
  /** Goes up when the focus is to come here. */
  entered: number;
  onClose: () => void;
}

/** The settings of one block. */
export function Inspector({ node, isBeside, isStrict, entered, onClose }: InspectorProps) {
  const { canWrite } = useEditing();
  const body = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  useEffect(() => {
    if (entered === seen.current) return;
    seen.current = entered;
    firstControl(body)?.focus();
  }, [entered]);
  const settings = <BlockSettings node={node} isStrict={isStrict} />;
  if (!isBeside)
    return (
      <Sheet open onOpenChange={onClose}>
        <SheetContent
          title={nodeName(node)}
          description={registry.get(node.type)?.description}
          actions={canWrite ? <BlockMenu node={node} /> : null}
        >
          <SheetBody ref={body}>{settings}</SheetBody>
        </SheetContent>
      </Sheet>
    );
  return (
    <aside
      aria-label={`Settings of ${nodeName(node)}`}
      className="flex w-[26rem] shrink-0 flex-col border-l bg-card 2xl:w-[30rem]"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <PanelHeader node={node} onClose={onClose} />
      <div ref={body} data-scroll className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto overscroll-contain p-4">
        {settings}
      </div>
    </aside>
  );
}

const firstControl = (body: RefObject<HTMLElement | null>): HTMLElement | null | undefined =>
  body.current?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, [role=combobox], button");

function PanelHeader({ node, onClose }: { node: GraphNode; onClose: () => void }) {
  const { canWrite } = useEditing();
  const block = registry.get(node.type);
  return (
    <header className="flex shrink-0 items-start gap-2.5 border-b px-4 py-3">
      <span
        aria-hidden
        className="mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-md bg-muted text-foreground/80 [&_svg]:size-4"
      >
        <BlockIcon type={node.type} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold text-body">{nodeName(node)}</h2>
        <p className="text-pretty text-meta text-muted-foreground">{block?.description}</p>
      </div>
      <div className="-mr-1.5 flex shrink-0">
        {canWrite ? <BlockMenu node={node} /> : null}
        <Button variant="ghost" size="icon-sm" aria-label="Close settings" onClick={onClose}>
          <X />
        </Button>
      </div>
    </header>
  );
}

function BlockSettings({ node, isStrict }: { node: GraphNode; isStrict: boolean }) {
  const { canWrite, problems, endStep } = useEditing();
  const [touched, setTouched] = useState(false);
  const found = useMemo(() => settingsProblems(node), [node]);
  const messages = new Set(found.values());
  const { isShown, own, others } = useHeld({
    isShown: isStrict || touched,
    own: found,
    others: (problems.get(node.id) ?? []).filter((message) => !messages.has(message)),
  });
  const Form = formOf(node.type);
  return (
    <ProblemsContext value={isShown ? own : none}>
      {isShown && others.length > 0 ? (
        <Callout tone="warning">
          <Lines lines={others} />
        </Callout>
      ) : null}
      {/* What was left unfinished is said once it has been left. */}
      <fieldset
        disabled={!canWrite}
        aria-label="Settings"
        className="flex min-w-0 flex-col gap-5"
        onBlur={() => {
          setTouched(true);
          endStep();
        }}
      >
        <NameField node={node} />
        <Form node={node} />
      </fieldset>
    </ProblemsContext>
  );
}

const none: ReadonlyMap<string, string> = new Map();

const Lines = ({ lines }: { lines: readonly string[] }): ReactNode =>
  lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));

function NameField({ node }: { node: GraphNode }) {
  const { change } = useEditing();
  const id = useId();
  return (
    <Field>
      <FieldLabel htmlFor={id} optional>
        Name
      </FieldLabel>
      <Input
        id={id}
        autoComplete="off"
        maxLength={graphLimits.nameCharactersMax}
        placeholder={registry.get(node.type)?.label}
        value={node.name ?? ""}
        onChange={(event) => change(changeBlock(node.id, { name: event.target.value }), `${node.id} name`)}
      />
    </Field>
  );
}
