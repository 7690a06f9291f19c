import { cn } from "./cn";

const width = 100;
const height = 28;

/** The shape of a series in plain SVG. `label` says it in words; without one it is decoration. `tone` colours the line. */
export function Sparkline({
  values,
  kind = "line",
  tone = "accent",
  label,
  className,
}: {
  values: readonly number[];
  kind?: "line" | "bar";
  tone?: "accent" | "danger" | "neutral";
  label?: string;
  className?: string;
}) {
  const max = Math.max(...values, 1);
  const step = width / Math.max(values.length - 1, 1);
  const y = (value: number) => height - 2 - (value / max) * (height - 4);
  const line = values.map((value, index) => `${(index * step).toFixed(2)},${y(value).toFixed(2)}`).join(" ");
  const color = { accent: "text-chart-1", danger: "text-danger", neutral: "text-muted-foreground" }[tone];
  const slot = width / Math.max(values.length, 1);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cn("h-7 w-24 overflow-visible", color, className)}
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {values.length === 0 ? null : kind === "bar" ? (
        values.map((value, index) => {
          const top = value > 0 ? Math.min(y(value), height - 3) : height - 1;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the position is the identity of a point.
              key={index}
              x={index * slot + slot * 0.15}
              y={top}
              width={slot * 0.7}
              height={height - top}
              className={value > 0 ? "fill-current" : "fill-border"}
            />
          );
        })
      ) : (
        <>
          <polygon
            points={`0,${height} ${line} ${(values.length - 1) * step},${height}`}
            className="fill-current opacity-10"
          />
          <polyline
            points={line}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  );
}
