"use client";

import { Equal, Plus, X } from "lucide-react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FieldError } from "@/components/ui/field";
import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { draftNumber, draftText } from "./drafts";
import { NumberInput } from "./parts/number-input";
import { useProblem } from "./parts/setting";
import { addBranch, type Branch, evenShares } from "./shares";
import { type BlockFormProps, useSettings } from "./use-settings";

const branch = z.object({ name: draftText, label: draftText, percent: draftNumber(0) });
const draft = z.object({ branches: z.array(branch).catch([]) });

const branchesMax = 10;

export function SplitForm({ node }: BlockFormProps) {
  const { value, set } = useSettings(node, draft);
  const { branches } = value;
  const write = (next: Branch[]) => set({ branches: next });
  const sum = branches.reduce((total, { percent }) => total + percent, 0);
  const problem = useProblem("branches");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-table">Branches</legend>
      {branches.map((one, index) => (
        <BranchLine
          key={one.name}
          number={index + 1}
          branch={one}
          onChange={(changed) => write(branches.with(index, changed))}
          onRemove={branches.length > 2 ? () => write(branches.filter((other) => other !== one)) : null}
        />
      ))}
      <p
        aria-live="polite"
        className={cn("text-table tabular-nums", sum === 100 ? "text-muted-foreground" : "text-danger-foreground")}
      >
        {sum === 100 ? "Together 100 %" : `Together ${sum} %: the shares must make 100 %.`}
      </p>
      {sum === 100 ? <FieldError>{problem}</FieldError> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="outline"
          size="sm"
          disabled={branches.length >= branchesMax}
          onClick={() => write(addBranch(branches))}
        >
          <Plus />
          Add branch
        </Button>
        <Button variant="ghost" size="sm" onClick={() => write(evenShares(branches))}>
          <Equal />
          Same share for all
        </Button>
      </div>
      <p className="text-meta text-muted-foreground">
        Drawn once for each time somebody comes here; a branch with 0 % is never taken.
      </p>
    </fieldset>
  );
}

function BranchLine({
  number,
  branch: { name, label, percent },
  onChange,
  onRemove,
}: {
  number: number;
  branch: Branch;
  onChange: (branch: Branch) => void;
  onRemove: (() => void) | null;
}) {
  const problem = useProblem(`branches.${number - 1}.label`);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-w-0 gap-2">
        <Input
          className="min-w-0 flex-1"
          aria-label={`Branch ${number}: name`}
          aria-invalid={problem ? true : undefined}
          autoComplete="off"
          maxLength={40}
          value={label}
          onChange={(event) => onChange({ name, label: event.target.value, percent })}
        />
        <InputGroup className="w-24 shrink-0">
          <NumberInput
            aria-label={`Branch ${number}: share`}
            min={0}
            max={100}
            value={percent}
            onValueChange={(next) => onChange({ name, label, percent: next })}
          />
          <InputAddon>%</InputAddon>
        </InputGroup>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove branch ${number}`}
          disabled={onRemove === null}
          onClick={() => onRemove?.()}
        >
          <X />
        </Button>
      </div>
      <FieldError>{problem}</FieldError>
    </div>
  );
}
