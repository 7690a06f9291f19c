import { cn } from "./cn";

/** First letters of the first and the last word, or of the part before an @. */
export function initialsOf(name: string) {
  const words = (name.split("@")[0] ?? "").split(/[\s._-]+/).filter(Boolean);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}

const sizes = { sm: "size-5 text-[0.625rem]", md: "size-6 text-[0.6875rem]", lg: "size-8 text-meta" };

/** Initials in a circle, or in a square for organisations. Decorative: the name stands beside it or labels its button. */
export function Avatar({
  name,
  size = "md",
  square,
  className,
}: {
  name: string;
  size?: keyof typeof sizes;
  square?: boolean;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center bg-foreground/[0.09] font-medium text-foreground/80",
        square ? "rounded-[0.3125rem]" : "rounded-full",
        sizes[size],
        className,
      )}
    >
      {square ? initialsOf(name).slice(0, 1) : initialsOf(name)}
    </span>
  );
}
