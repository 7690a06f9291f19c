"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { audienceQuery } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { ErrorState } from "@/components/ui/error-state";
import { SheetBody } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { Audience } from "@/lib/audiences/contract";
import type { Field } from "@/lib/audiences/fields/contract";

/** Waits for what a contact's form is made from: the audience and its fields. */
export function FormData({
  children,
  ...scope
}: AudienceScope & { children: (data: { audience: Audience; fields: Field[] }) => ReactNode }) {
  const audience = useQuery(audienceQuery(scope));
  const fields = useQuery(fieldsQuery(scope));
  if (audience.data && fields.data) return children({ audience: audience.data, fields: fields.data.items });
  const failed = [audience, fields].find((query) => query.isError);
  if (failed?.error)
    return (
      <ErrorState
        description={failed.error.message}
        onRetry={() => void Promise.all([audience.refetch(), fields.refetch()])}
        retrying={audience.isRefetching || fields.isRefetching}
      />
    );
  return (
    <SheetBody role="status" aria-label="Loading the form">
      {["email", "first", "second", "tags"].map((name) => (
        <div key={name} className="flex flex-col gap-1.5">
          <Skeleton className="w-24" />
          <Skeleton className="h-8" />
        </div>
      ))}
    </SheetBody>
  );
}
