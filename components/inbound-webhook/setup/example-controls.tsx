"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { allGroupsQuery } from "@/components/groups/queries";
import { ExampleSwitch, FormatChoice } from "@/components/inbound-setup/example-controls";
import { tagOptionsQuery } from "@/components/tags/queries";
import { MultiCombobox } from "@/components/ui/combobox";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { doorLimits } from "@/lib/inbound/limits";
import type { Example } from "./use-example";

const modes = [
  { value: "2" as const, label: "Add and update", description: "Ends in /2. New and existing contacts." },
  { value: "1" as const, label: "Add only", description: "Ends in /1. An existing contact is an error." },
];
export const formats = ["json", "form"] as const;

export const ModeChoice = ({ example, columns }: { example: Example; columns?: 1 | 2 }) => (
  <RadioCards
    aria-label="Mode"
    options={modes}
    columns={columns}
    value={example.mode}
    onValueChange={(mode) => example.choose({ mode })}
  />
);

/** What goes into the example: every choice rewrites the samples at once. */
export function ExampleControls({
  example,
  doubleOptIn,
  ...scope
}: AudienceScope & { example: Example; doubleOptIn: boolean }) {
  return (
    <div className="flex flex-col gap-5">
      <ModeChoice example={example} />
      <FormatChoice formats={formats} value={example.format} onValueChange={(format) => example.choose({ format })} />
      <ExampleSwitch
        label="Optional fields"
        description="Required ones are always in."
        checked={example.optionalFields}
        onCheckedChange={(optionalFields) => example.choose({ optionalFields })}
      />
      <GroupPicker {...scope} example={example} />
      <TagPicker {...scope} example={example} />
      <ExampleSwitch
        label="SkipDoubleOptIn"
        description={
          doubleOptIn
            ? "When true, the contact is added as Active. When false or left out, it stays Pending until it confirms."
            : "Double opt-in is off for this audience: contacts are added as Active either way."
        }
        checked={example.skipDoubleOptIn}
        onCheckedChange={(skipDoubleOptIn) => example.choose({ skipDoubleOptIn })}
      />
    </div>
  );
}

function GroupPicker({ example, ...scope }: AudienceScope & { example: Example }) {
  const id = useId();
  const { data, error } = useQuery(allGroupsQuery(scope));
  return (
    <Field>
      <FieldLabel htmlFor={id}>Groups</FieldLabel>
      <MultiCombobox
        id={id}
        value={example.groupIds}
        onValueChange={(groupIds) => example.choose({ groupIds })}
        options={(data?.items ?? []).map((group) => ({ value: group.id, label: group.name }))}
        placeholder="Add group…"
        searchPlaceholder="Search groups…"
        emptyText={data ? "No such group." : "Loading…"}
        max={doorLimits.groupsMax}
      />
      {error ? (
        <FieldError>{error.message}</FieldError>
      ) : (
        <FieldDescription>Their IDs go into groupIds.</FieldDescription>
      )}
    </Field>
  );
}

function TagPicker({ example, ...scope }: AudienceScope & { example: Example }) {
  const id = useId();
  const [search, setSearch] = useState("");
  const { data, error } = useQuery(tagOptionsQuery(scope, search));
  const names = new Set([...(search === "" ? example.tags : []), ...(data?.items ?? []).map((tag) => tag.name)]);
  return (
    <Field>
      <FieldLabel htmlFor={id}>Tags</FieldLabel>
      <MultiCombobox
        id={id}
        value={example.tags}
        onValueChange={(tags) => example.choose({ tags })}
        options={[...names].map((name) => ({ value: name, label: name }))}
        placeholder="Add tag…"
        searchPlaceholder="Search or type a new tag…"
        emptyText={data ? "No such tag." : "Loading…"}
        onSearch={setSearch}
        // Commas separate tags in a request.
        onCreate={(name) =>
          example.choose({
            tags: [...new Set([...example.tags, ...name.split(",").flatMap((tag) => tag.trim() || [])])],
          })
        }
        createLabel={(name) => `Use new tag “${name}”`}
        max={doorLimits.tagsMax}
      />
      {error ? (
        <FieldError>{error.message}</FieldError>
      ) : (
        <FieldDescription>Their names go into tags.</FieldDescription>
      )}
    </Field>
  );
}
