"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

const number = (value: number) => value.toLocaleString("en");

/** Newer–older by cursor. `children` stands at the left: "1–50 of 12,408". */
export function PaginationBar({
  hasPrevious,
  hasNext,
  onPrevious,
  onNext,
  pending,
  className,
  children,
}: {
  hasPrevious: boolean;
  hasNext: boolean;
  onPrevious: () => void;
  onNext: () => void;
  pending?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <nav aria-label="Pages" className={cn("flex items-center justify-between gap-3", className)}>
      <span className="text-meta text-muted-foreground">{children}</span>
      <div className="flex gap-2">
        <Button variant="outline" size="sm" disabled={!hasPrevious || pending} onClick={onPrevious}>
          <ChevronLeft />
          Previous
        </Button>
        <Button variant="outline" size="sm" disabled={!hasNext || pending} onClick={onNext}>
          Next
          <ChevronRight />
        </Button>
      </div>
    </nav>
  );
}

/** Appends the next page. Says how many are shown, and of how many when `total` is known. */
export function LoadMore({
  shown,
  total,
  hasMore,
  onLoadMore,
  pending,
  className,
}: {
  shown: number;
  total?: number;
  hasMore: boolean;
  onLoadMore: () => void;
  pending?: boolean;
  className?: string;
}) {
  return (
    <div className={cn("flex items-center justify-between gap-3", className)}>
      <span className="text-meta text-muted-foreground" aria-live="polite">
        {total === undefined ? `${number(shown)} shown` : `${number(shown)} of ${number(total)}`}
      </span>
      {hasMore ? (
        <Button variant="outline" size="sm" onClick={onLoadMore} loading={pending}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
