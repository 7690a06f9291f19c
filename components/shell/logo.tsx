import { cn } from "@/components/ui/cn";

/** The mark: a sluice gate half raised over the tide. Drawn on a 16 px grid, so that it is crisp at 16 px. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cn("size-5 shrink-0", className)}>
      <rect width="16" height="16" rx="4" className="fill-accent" />
      <path d="M3 3h10v10h-1.5V6.5h-7V13H3z" className="fill-accent-foreground" />
      <path
        d="M5.75 9.1c.75-.85 1.5-.85 2.25 0s1.5.85 2.25 0M5.75 12.1c.75-.85 1.5-.85 2.25 0s1.5.85 2.25 0"
        className="fill-none stroke-accent-foreground"
        strokeWidth="1.25"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** Mark and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-body tracking-[-0.01em]", className)}>
      <LogoMark />
      Tidegate
    </span>
  );
}
