import { cn } from "@/components/ui/cn";

/** Where in the simulated walk a block comes: "3", in a loop "3, 6". */
export const WalkPlaces = ({ places, className }: { places: readonly number[]; className?: string }) => (
  <span
    className={cn(
      "inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full border border-info bg-card px-1 font-medium text-info-foreground text-meta tabular-nums",
      className,
    )}
  >
    <span className="sr-only">Simulated: step </span>
    {shownOf(places)}
  </span>
);

/** Of a loop the first places tell enough. */
const shownMax = 3;
const shownOf = (places: readonly number[]): string =>
  places.slice(0, shownMax).join(", ") + (places.length > shownMax ? ", …" : "");
