"use client";

import { useQuery } from "@tanstack/react-query";
import { numberText } from "@/components/audiences/count-text";
import { audienceQuery } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { cn } from "@/components/ui/cn";
import { type ContactStatus, contactStatuses } from "@/db/enums";
import { statusLabels } from "@/lib/contacts/contract";

/** How many contacts the audience has of each status; choosing one narrows the list to it. */
export function StatusViews({
  value,
  onValueChange,
  ...scope
}: AudienceScope & { value: ContactStatus | null; onValueChange: (status: ContactStatus | null) => void }) {
  const { data } = useQuery(audienceQuery(scope));
  const counts = data?.contacts;
  const all = counts && contactStatuses.reduce((sum, status) => sum + counts[status], 0);
  const views = [
    { status: null, label: "All", count: all },
    ...contactStatuses.map((status) => ({ status, label: statusLabels[status], count: counts?.[status] })),
  ];
  return (
    <fieldset
      aria-label="Contacts by status"
      className="-mx-1 flex min-w-0 gap-0.5 overflow-x-auto px-1 py-0.5 [scrollbar-width:none] [&::-webkit-scrollbar]:hidden"
    >
      {views.map(({ status, label, count }) => (
        <button
          key={label}
          type="button"
          aria-pressed={status === value}
          onClick={() => onValueChange(status)}
          className={cn(
            "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-muted-foreground text-table transition-colors duration-100 hover:text-foreground",
            "aria-pressed:bg-foreground/[0.07] aria-pressed:font-medium aria-pressed:text-foreground",
          )}
        >
          {label}
          {count === undefined ? null : (
            <span className="font-normal text-meta text-muted-foreground tabular-nums">{numberText(count)}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
