"use client";

import { Check, X } from "lucide-react";
import type { AudienceScope } from "@/components/audiences/scope";
import { cn } from "@/components/ui/cn";
import type { ExplainedRule } from "@/lib/segments/contract";
import { isGroup, joinOf, type Rule, type Rules, rowsOfGroup } from "@/lib/segments/rules";
import { conditionWords, type Dictionary } from "./rule-words";
import { useDictionary } from "./use-dictionary";
import { actualWords } from "./values/actual-words";

const matchWords = { all: "All of these are true", any: "At least one of these is true" } as const;

/** Rules to read, line by line. Where they are explained for a contact, with what came of each line and what the contact has. */
export function RuleOutline({ rules, ...scope }: AudienceScope & { rules: Rules | ExplainedRule }) {
  const dictionary = useDictionary(scope);
  return <Lines rule={rules} dictionary={dictionary} />;
}

function Lines({ rule, dictionary }: { rule: Rule | ExplainedRule; dictionary: Dictionary }) {
  if (!isGroup(rule))
    return (
      <Marked rule={rule}>
        <span className="[overflow-wrap:anywhere]">{conditionWords(rule, dictionary)}</span>
        {"actual" in rule ? <Actual field={rule.field} actual={rule.actual} dictionary={dictionary} /> : null}
      </Marked>
    );
  return (
    <div className="flex min-w-0 flex-col gap-1.5 text-table">
      <Marked rule={rule}>
        <span className="text-muted-foreground">{matchWords[joinOf(rule)]}</span>
      </Marked>
      <ul className="flex min-w-0 flex-col gap-2 border-l pl-3">
        {rowsOfGroup(rule).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity of a line.
          <li key={index} className="min-w-0">
            <Lines rule={row} dictionary={dictionary} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Marked({ rule, children }: { rule: Rule | ExplainedRule; children: React.ReactNode }) {
  if (!("result" in rule)) return <div className="min-w-0 text-table">{children}</div>;
  const Icon = rule.result ? Check : X;
  return (
    <div className="flex min-w-0 items-start gap-2 text-table">
      <Icon
        aria-hidden
        className={cn("mt-px size-4 shrink-0", rule.result ? "text-success-foreground" : "text-danger-foreground")}
      />
      <div className="min-w-0">
        <span className="sr-only">{rule.result ? "True: " : "Not true: "}</span>
        {children}
      </div>
    </div>
  );
}

function Actual({ field, actual, dictionary }: { field: string; actual: unknown; dictionary: Dictionary }) {
  const property = dictionary.propertyOf(field);
  const text =
    actual === null || actual === undefined || !property
      ? "no value"
      : actualWords[property.kind](actual, property, dictionary.names);
  return <span className="block text-meta text-muted-foreground [overflow-wrap:anywhere]">This contact: {text}</span>;
}
