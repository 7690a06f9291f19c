"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { allGroupsQuery } from "@/components/groups/queries";
import { findProperty, listProperties, type Property } from "@/lib/segments/properties";
import { allSegmentsQuery } from "./queries";
import type { Dictionary } from "./rule-words";

/** What rules of this audience can speak of: properties with their data fields, and names for the ids in values. */
export function useDictionary(scope: AudienceScope): Dictionary & { properties: readonly Property[] } {
  const fields = useQuery(fieldsQuery(scope)).data?.items;
  const groups = useQuery(allGroupsQuery(scope)).data?.items;
  const segments = useQuery(allSegmentsQuery(scope)).data?.items;
  const properties = useMemo(() => listProperties(fields ?? []), [fields]);
  const names = useMemo(
    () => new Map([...(groups ?? []), ...(segments ?? [])].map(({ id, name }) => [id, name])),
    [groups, segments],
  );
  const propertyOf = useCallback(
    (field: string | null) => (field === null ? undefined : (findProperty(field, fields ?? []) ?? undefined)),
    [fields],
  );
  return { properties, propertyOf, names };
}
