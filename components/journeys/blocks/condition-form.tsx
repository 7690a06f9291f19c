"use client";

import { Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { z } from "zod";
import { blankDraft, type DraftGroup } from "@/components/segments/builder/draft";
import { EditingContext } from "@/components/segments/builder/editing";
import { GroupFrame } from "@/components/segments/builder/group-frame";
import { draftOf, problemsOf, rulesOf } from "@/components/segments/builder/rules";
import { useDictionary } from "@/components/segments/use-dictionary";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { type Rules, rulesSchema } from "@/lib/segments/rules";
import { useEditing } from "../builder/editing";
import { draftConditions } from "./drafts";
import { ConditionsField } from "./parts/conditions-field";
import { Settings, useProblem } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

/** Unfinished rules are rules too: what is wrong with them is said at their lines. */
const anyRules = z
  .custom<Rules>((rules) => rulesSchema.safeParse(withoutBlanks(rules)).success)
  .nullable()
  .catch(null);
const draft = z.object({ rules: anyRules, conditions: draftConditions });

export function ConditionForm({ node }: BlockFormProps) {
  const { value, set } = useSettings(node, draft);
  const problem = useProblem("");
  return (
    <>
      <Settings title="About the contact">
        {value.rules === null ? (
          <Button
            variant="outline"
            size="sm"
            className="self-start"
            onClick={() => set({ rules: rulesOf(blankDraft()) })}
          >
            <Plus />
            Add conditions
          </Button>
        ) : (
          <RulesField value={value.rules} onChange={(rules) => set({ rules })} />
        )}
      </Settings>
      <Settings title="About what happened">
        <ConditionsField
          title="All of this is true"
          value={value.conditions}
          onChange={(conditions) => set({ conditions })}
        />
      </Settings>
      <FieldError>{problem}</FieldError>
    </>
  );
}

/** The rules of segments, as they are written there. */
function RulesField({ value, onChange }: { value: Rules; onChange: (rules: Rules | null) => void }) {
  const { workspace, audienceId } = useEditing();
  const dictionary = useDictionary({ workspace, audienceId });
  const frame = useRef<HTMLDivElement>(null);
  const [kept, setKept] = useState<DraftGroup>(() => draftOf(value));
  // What was undone elsewhere is not what was written here: it is taken apart anew.
  const isKept = JSON.stringify(rulesOf(kept)) === JSON.stringify(value);
  const root = useMemo(() => (isKept ? kept : draftOf(value)), [isKept, kept, value]);
  const problems = useMemo(() => problemsOf(root, dictionary.propertyOf), [root, dictionary.propertyOf]);
  return (
    <div ref={frame}>
      <EditingContext
        value={{
          root,
          change: (next, focus) => {
            setKept(next);
            onChange(next.children.length === 0 ? null : rulesOf(next));
            if (focus)
              requestAnimationFrame(() =>
                frame.current?.querySelector<HTMLElement>(`[data-${focus.at}-of="${focus.id}"]`)?.focus(),
              );
          },
          // A line that is being filled in is not wrong yet.
          problems: new Map([...problems].filter(([, message]) => !message.startsWith("Choose "))),
          properties: dictionary.properties,
          propertyOf: dictionary.propertyOf,
        }}
      >
        <GroupFrame group={root} />
      </EditingContext>
    </div>
  );
}

/** Rules with something in every blank, so that their form alone is judged. */
function withoutBlanks(rules: unknown): unknown {
  if (Array.isArray(rules)) return rules.map(withoutBlanks);
  if (typeof rules !== "object" || rules === null) return rules;
  return Object.fromEntries(
    Object.entries(rules).map(([key, value]) =>
      key === "field" || key === "op"
        ? [key, value === "" ? "-" : value]
        : [key, key === "value" ? value : withoutBlanks(value)],
    ),
  );
}
