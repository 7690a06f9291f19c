"use client";

import { FolderPlus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { rulesLimits } from "@/lib/segments/rules";
import { ConditionRow } from "./condition-row";
import { addCondition, addGroup, changeMatch, type DraftGroup } from "./draft";
import { useEditing } from "./editing";
import { NodeMenu } from "./node-menu";

const matchOptions = [
  { value: "all", label: "All" },
  { value: "any", label: "Any" },
] as const;

/** Lines that must all be true, or any of them; groups lie in one another. `place` is "" for the outermost, else "2" or "2.1". */
export function GroupFrame({ group, place = "", depth = 1 }: { group: DraftGroup; place?: string; depth?: number }) {
  const { root, change, problems } = useEditing();
  const isRoot = place === "";
  const name = isRoot ? "Rules" : `Group ${place}`;
  const problem = problems.get(group.id);
  return (
    <fieldset
      aria-label={name}
      className={cn("flex min-w-0 flex-col gap-2", !isRoot && "rounded-lg border bg-muted/40 p-2.5 sm:p-3")}
    >
      <div className="flex items-center gap-2 text-table">
        <Select
          size="sm"
          className="w-18"
          aria-label={`How many of ${isRoot ? "the rules" : name.toLowerCase()} must be true`}
          options={matchOptions}
          value={group.match}
          onValueChange={(match) => change(changeMatch(root, group.id, match))}
        />
        <span className="text-muted-foreground">{isRoot ? "of these are true of a contact" : "of these are true"}</span>
        {isRoot ? null : (
          <span className="ml-auto">
            <NodeMenu node={group} name={name.toLowerCase()} />
          </span>
        )}
      </div>
      <ol className="flex min-w-0 flex-col gap-2">
        {group.children.map((node, index) => {
          const own = isRoot ? String(index + 1) : `${place}.${index + 1}`;
          return (
            <li key={node.id} className="grid min-w-0 grid-cols-1 gap-x-2 sm:grid-cols-[2rem_minmax(0,1fr)]">
              <span
                aria-hidden
                className="text-meta text-muted-foreground max-sm:pb-1 sm:pt-2 sm:text-right max-sm:first:empty:hidden"
              >
                {index === 0 ? "" : group.match === "all" ? "and" : "or"}
              </span>
              {node.kind === "group" ? (
                <GroupFrame group={node} place={own} depth={depth + 1} />
              ) : (
                <ConditionRow condition={node} place={own} />
              )}
            </li>
          );
        })}
      </ol>
      <FieldError>{problem}</FieldError>
      <div className="flex flex-wrap gap-1 sm:pl-8">
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            const added = addCondition(root, group.id);
            change(added.root, { id: added.id, at: "field" });
          }}
        >
          <Plus />
          Add condition
        </Button>
        {depth < rulesLimits.depth ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              const added = addGroup(root, group);
              change(added.root, { id: added.id, at: "field" });
            }}
          >
            <FolderPlus />
            Add group
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
