"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { audienceQuery } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { type ColumnTarget, type Import, type ImportOptions, importOptionsSchema } from "@/lib/imports/contract";
import { MappingTable } from "./mapping-table";
import { OptionsForm } from "./options-form";
import { StartCard } from "./start-card";

/** A file that was uploaded and not started: what its columns become, how rows are taken, what that would do. */
export function PrepareImport({
  item,
  canCreateFields,
  updatedAt,
  ...scope
}: AudienceScope & { item: Import; canCreateFields: boolean; updatedAt: number }) {
  const fields = useQuery(fieldsQuery(scope));
  const audience = useQuery(audienceQuery(scope));
  const [mapping, setMapping] = useState<ColumnTarget[]>(item.suggested);
  const [options, setOptions] = useState<ImportOptions>(() => importOptionsSchema.parse({}));
  if (fields.data === undefined) return <Skeleton className="h-64" />;
  return (
    <>
      <Card>
        <CardHeader
          title="1. Columns"
          description="Matched by their names. Choose what each column becomes; what is not imported is left out."
        />
        <CardContent>
          <MappingTable
            {...scope}
            file={item}
            fields={fields.data.items}
            mapping={mapping}
            onMappingChange={setMapping}
            canCreateFields={canCreateFields}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader title="2. Options" description="They hold for every row of the file." />
        <CardContent>
          <OptionsForm
            {...scope}
            options={options}
            onOptionsChange={setOptions}
            hasStatus={mapping.some(({ to }) => to === "status")}
            doubleOptIn={audience.data?.doubleOptIn ?? false}
          />
        </CardContent>
      </Card>
      <StartCard
        {...scope}
        item={item}
        plan={{ columns: mapping, options }}
        problem={problemOf(mapping, item.columns)}
        updatedAt={updatedAt}
      />
    </>
  );
}

/** What keeps a mapping from being used, in one sentence. */
function problemOf(mapping: readonly ColumnTarget[], columns: readonly string[]): string | null {
  if (!mapping.some(({ to }) => to === "email")) return "Choose the column that holds the email address.";
  const seen = new Map<string, string>();
  for (const [index, target] of mapping.entries()) {
    if (target.to === "ignore" || target.to === "tags" || target.to === "groups") continue;
    const name = target.to === "field" ? `field ${target.key}` : target.to;
    const twin = seen.get(name);
    if (twin !== undefined)
      return `The columns ${twin} and ${columns[index]} become the same. Do not import one of them.`;
    seen.set(name, columns[index] ?? "");
  }
  return null;
}
