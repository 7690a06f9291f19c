"use client";

import { useQuery } from "@tanstack/react-query";
import { numberText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { Field } from "@/lib/audiences/fields/contract";
import { fieldImpactQuery } from "./queries";

/** What the last day's requests to the audience's webhook say about making a field required. */
export function ImpactNote({ field, ...scope }: AudienceScope & { field: Pick<Field, "key" | "label" | "default"> }) {
  const { data, error } = useQuery(fieldImpactQuery(scope, field.key));
  if (error)
    return (
      <Callout tone="warning" title="The last requests could not be counted">
        {error.message}
      </Callout>
    );
  if (!data)
    return (
      <div className="flex flex-col gap-2" role="status" aria-label="Counting the last requests">
        <Skeleton className="w-4/5" />
        <Skeleton className="w-3/5" />
      </div>
    );
  const counted = `${data.capped ? "The newest requests" : "The last 24 hours"}: `;
  if (data.requests === 0)
    return (
      <Callout>
        {counted}no request to the audience's webhook was accepted, so there is nothing to compare with.
      </Callout>
    );
  if (data.lacking === 0)
    return (
      <Callout tone="success">
        {counted}
        {data.requests === 1 ? "the one accepted request" : `all ${numberText(data.requests)} accepted requests`}{" "}
        brought {field.label}.
      </Callout>
    );
  return (
    <Callout tone="warning">
      {counted}
      {numberText(data.lacking)} of {numberText(data.requests)} accepted {data.requests === 1 ? "request" : "requests"}{" "}
      came without {field.label}.{" "}
      {field.default === null
        ? "Like these, new contacts would be refused."
        : "New contacts like these get the default, so they would still be accepted."}
    </Callout>
  );
}
