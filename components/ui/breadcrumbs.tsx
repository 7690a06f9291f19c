import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Crumb = { label: ReactNode; href?: string };

/** Where this page hangs; the last one is the page itself and needs no href. */
export function Breadcrumbs({
  items,
  label = "Breadcrumb",
  className,
}: {
  items: readonly Crumb[];
  label?: string;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn("min-w-0", className)}>
      <ol className="flex min-w-0 items-center gap-1 text-muted-foreground text-table">
        {items.map((item, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the position is the identity of a crumb.
            key={index}
            className={cn(
              "flex min-w-0 items-center gap-1",
              index < items.length - 1 && "max-w-48 shrink-0",
              // A phone has room for the page and where it belongs.
              index < items.length - 2 && "max-md:hidden",
              index === items.length - 2 && "max-md:max-w-28 max-md:[&>svg]:hidden",
            )}
          >
            {index > 0 ? <ChevronRight aria-hidden className="size-3.5 shrink-0 opacity-60" /> : null}
            {item.href ? (
              <Link href={item.href} className="truncate rounded-sm hover:text-foreground">
                {item.label}
              </Link>
            ) : (
              <span aria-current={index === items.length - 1 ? "page" : undefined} className="truncate text-foreground">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
