"use client";

import { useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { Select, type SelectOption } from "@/components/ui/select";
import { Table, TableBody, TableCell, TableContainer, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Field } from "@/lib/audiences/fields/contract";
import type { ColumnTarget, Import } from "@/lib/imports/contract";
import { NewFieldDialog } from "./new-field-dialog";

const examples = 3;

const nameOf = (target: ColumnTarget): string => (target.to === "field" ? `field ${target.key}` : target.to);

function targetOf(name: string): ColumnTarget {
  switch (name) {
    case "email":
    case "tags":
    case "groups":
    case "status":
      return { to: name };
    default:
      return name.startsWith("field ") ? { to: "field", key: name.slice("field ".length) } : { to: "ignore" };
  }
}

const optionsFor = (fields: readonly Field[], canCreate: boolean): SelectOption[] => [
  { value: "email", label: "Email address", group: "Contact" },
  { value: "status", label: "Status", group: "Contact" },
  { value: "tags", label: "Tags", group: "Contact" },
  { value: "groups", label: "Groups", group: "Contact" },
  ...fields.map((field) => ({ value: `field ${field.key}`, label: field.label, group: "Data fields" })),
  ...(canCreate ? [{ value: "new", label: "Create a new field…", group: "Data fields" }] : []),
  { value: "ignore", label: "Do not import", group: "Otherwise" },
];

/** One line for each column of the file: its name, its first values, and what it becomes. */
export function MappingTable({
  file,
  fields,
  mapping,
  onMappingChange,
  canCreateFields,
  ...scope
}: AudienceScope & {
  file: Pick<Import, "columns" | "sample">;
  fields: readonly Field[];
  mapping: readonly ColumnTarget[];
  onMappingChange: (mapping: ColumnTarget[]) => void;
  canCreateFields: boolean;
}) {
  const [creating, setCreating] = useState<number | null>(null);
  const options = optionsFor(fields, canCreateFields);
  const put = (index: number, target: ColumnTarget) =>
    onMappingChange(mapping.map((old, at) => (at === index ? target : old)));
  return (
    <>
      <TableContainer label="Columns">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead className="sm:w-1/4">Column</TableHead>
              <TableHead className="max-sm:hidden">First values</TableHead>
              <TableHead className="w-44 sm:w-56">Becomes</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {file.columns.map((name, index) => {
              const values = file.sample.slice(0, examples).flatMap((row) => row[index]?.trim() || []);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are what their position says, names may repeat.
                <TableRow key={index}>
                  <TableCell className="max-w-0 truncate font-medium" title={name}>
                    {name}
                    <span className="block truncate font-normal text-meta text-muted-foreground sm:hidden">
                      {values[0]}
                    </span>
                  </TableCell>
                  <TableCell className="max-w-0 truncate text-muted-foreground max-sm:hidden">
                    {values.length === 0 ? "empty in the first rows" : values.join(" · ")}
                  </TableCell>
                  <TableCell>
                    <Select
                      size="sm"
                      aria-label={`${name} becomes`}
                      options={options}
                      value={nameOf(mapping[index] ?? { to: "ignore" })}
                      onValueChange={(next) => (next === "new" ? setCreating(index) : put(index, targetOf(next)))}
                      className="w-full"
                    />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </TableContainer>
      {creating === null ? null : (
        <NewFieldDialog
          {...scope}
          label={file.columns[creating] ?? ""}
          onClose={() => setCreating(null)}
          onCreated={(key) => put(creating, { to: "field", key })}
        />
      )}
    </>
  );
}
