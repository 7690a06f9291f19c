"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { cn } from "./cn";

/**
 * The frame of a table. It scrolls sideways only while the table is wider than the page, because a scrolling box would
 * keep the sticky header from sticking to the window.
 */
export function TableContainer({ label, className, children, ...props }: ComponentProps<"div"> & { label: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const [overflowing, setOverflowing] = useState(false);
  useEffect(() => {
    const box = ref.current;
    const table = box?.querySelector("table");
    if (!box || !table) return;
    const observer = new ResizeObserver(() => setOverflowing(table.offsetWidth > box.clientWidth + 1));
    observer.observe(box);
    observer.observe(table);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={ref}
      data-scroll
      className={cn(
        "relative min-w-0 rounded-lg border bg-card focus-visible:-outline-offset-1",
        overflowing ? "overflow-x-auto [--sticky-top:0px]" : "overflow-clip",
        className,
      )}
      {...(overflowing ? { role: "region", tabIndex: 0, "aria-label": label } : {})}
      {...props}
    >
      {children}
    </div>
  );
}

export function Table({ className, ...props }: ComponentProps<"table">) {
  return <table className={cn("w-full border-separate border-spacing-0 text-left text-table", className)} {...props} />;
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("sticky top-(--sticky-top) z-10", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&>tr:last-child>td]:border-b-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("group/row", className)} {...props} />;
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-9 whitespace-nowrap border-b bg-card px-3 font-medium text-meta text-muted-foreground first:rounded-tl-lg first:pl-4 last:rounded-tr-lg last:pr-4",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("h-10 border-b px-3 py-1 first:pl-4 last:pr-4", className)} {...props} />;
}
