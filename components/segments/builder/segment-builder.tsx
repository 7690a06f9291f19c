"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Field, FieldError, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LeaveGuard } from "@/components/ui/leave-guard";
import { call } from "@/lib/http/client";
import { createSegmentContract, type Segment, updateSegmentContract } from "@/lib/segments/contract";
import { segmentPath, segmentsPath } from "../paths";
import { refreshSegments } from "../queries";
import { rulesWords } from "../rule-words";
import { RulesJson } from "../rules-json";
import { useDictionary } from "../use-dictionary";
import { blankDraft } from "./draft";
import { EditingContext } from "./editing";
import { type Failures, failuresOf, noFailures } from "./failures";
import { GroupFrame } from "./group-frame";
import { CountLine, PreviewCard, usePreview } from "./preview-card";
import { draftOf, problemsOf, rulesOf } from "./rules";
import { useDraft } from "./use-draft";

interface BuilderProps extends AudienceScope {
  /** The segment to change; a new one when left out. */
  segment?: Segment;
  /** What the form starts with. */
  initial?: Pick<Segment, "name" | "rules"> | undefined;
}

/** Name and rules of a segment, with who matches them while they are written. */
export function SegmentBuilder({ segment, initial, ...scope }: BuilderProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const nameId = useId();
  const [name, setName] = useState(initial?.name ?? "");
  const dictionary = useDictionary(scope);
  const form = useRef<HTMLFormElement>(null);
  const { root, change } = useDraft(() => (initial ? draftOf(initial.rules) : blankDraft()), form);
  const [failures, setFailures] = useState<Failures>(noFailures);
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<"open" | "saving" | "saved">("open");

  const rules = useMemo(() => rulesOf(root), [root]);
  const problems = useMemo(() => problemsOf(root, dictionary.propertyOf), [root, dictionary.propertyOf]);
  const preview = usePreview(scope, problems.size === 0 ? rules : null, segment?.id);
  const [start] = useState(() => JSON.stringify([name, rules]));
  const dirty = JSON.stringify([name, rules]) !== start;
  const back = segment ? segmentPath(scope, segment.id) : segmentsPath(scope);

  // What the server refused stands until something is changed; what is unfinished is said once saving was tried.
  const shown = useMemo(() => new Map([...(tried ? problems : []), ...failures.nodes]), [tried, problems, failures]);
  const parsedName = createSegmentContract.body.shape.name.safeParse(name);
  const nameProblem = failures.name ?? (tried ? parsedName.error?.issues[0]?.message : undefined);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (state !== "open") return;
    setTried(true);
    if (!parsedName.success || problems.size > 0) return focusFirstProblem();
    setState("saving");
    try {
      const body = { audienceId: scope.audienceId, name: parsedName.data, rules };
      const saved = segment
        ? await call(updateSegmentContract, scope.workspace, { ...body, segmentId: segment.id })
        : await call(createSegmentContract, scope.workspace, body);
      setState("saved");
      toast.success(`Segment ${saved.name} ${segment ? "saved" : "created"}.`);
      await refreshSegments(queries, scope);
      router.push(segmentPath(scope, saved.id));
    } catch (error) {
      setState("open");
      setFailures(failuresOf(error, root));
      focusFirstProblem();
    }
  }

  /** Once the problems are on the screen. */
  const focusFirstProblem = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());

  return (
    <form ref={form} noValidate onSubmit={save} className="flex min-w-0 flex-col gap-5">
      <LeaveGuard
        active={dirty && state !== "saved"}
        what={segment ? `The segment ${segment.name}` : "The new segment"}
      />
      <div className="flex flex-col gap-2">
        <Link
          href={back}
          className="inline-flex items-center gap-1 self-start rounded-sm text-muted-foreground text-table hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {segment ? segment.name : "Segments"}
        </Link>
        <h2 className="text-title">{segment ? "Edit segment" : "Create segment"}</h2>
      </div>
      <div className="grid min-w-0 items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {failures.all ? <Callout tone="danger">{failures.all}</Callout> : null}
          <Field className="max-w-md">
            <FieldLabel htmlFor={nameId}>Name</FieldLabel>
            <Input
              id={nameId}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                setFailures(noFailures);
              }}
              autoFocus={!segment}
              autoComplete="off"
              placeholder="Customers who have gone quiet"
              aria-invalid={nameProblem ? true : undefined}
              aria-describedby={nameProblem ? `${nameId}-error` : undefined}
            />
            <FieldError id={`${nameId}-error`}>{nameProblem}</FieldError>
          </Field>
          <EditingContext
            value={{
              root,
              change: (next, focus) => {
                change(next, focus);
                setFailures(noFailures);
              },
              problems: shown,
              properties: dictionary.properties,
              propertyOf: dictionary.propertyOf,
            }}
          >
            <GroupFrame group={root} />
          </EditingContext>
        </div>
        <aside className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-16" aria-label="What the rules mean">
          <PreviewCard preview={preview} />
          <Card>
            <CardHeader title="In words" />
            <CardContent className="flex flex-col gap-2 pt-2">
              <p className="text-pretty text-table [overflow-wrap:anywhere]">{rulesWords(rules, dictionary)}</p>
              <RulesJson rules={rules} />
            </CardContent>
          </Card>
        </aside>
      </div>
      <footer className="sticky bottom-0 z-10 -mx-4 -mb-16 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t bg-background px-4 py-3 md:-mx-6 md:px-6">
        <CountLine preview={preview} className="min-w-0 font-medium text-table lg:invisible" />
        <div className="ml-auto flex gap-2">
          <Button variant="outline" asChild>
            <Link href={back}>Cancel</Link>
          </Button>
          <Button type="submit" variant="primary" loading={state !== "open"}>
            {segment ? "Save segment" : "Create segment"}
          </Button>
        </div>
      </footer>
    </form>
  );
}
