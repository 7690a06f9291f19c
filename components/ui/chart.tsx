"use client";

import { useId } from "react";
import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { cn } from "./cn";

export type ChartSeries = { key: string; label: string; tone?: "1" | "2" | "3" | "danger" };
export type ChartPoint = { at: string } & Record<string, string | number>;

const colors = { "1": "var(--chart-1)", "2": "var(--chart-2)", "3": "var(--chart-3)", danger: "var(--danger)" };
const order = ["1", "2", "3"] as const;

const shortNumber = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const fullNumber = new Intl.NumberFormat("en");

function numberAt(point: ChartPoint, key: string) {
  const value = point[key];
  return typeof value === "number" ? value : 0;
}

/**
 * Up to three series over time, as areas or stacked bars. Each is named with its sum above the plot, the tooltip is exact,
 * and a table says the same to screen readers. Import this file only where a chart is shown: it brings recharts.
 */
export function Chart({
  label,
  points,
  series,
  aside,
  kind = "area",
  height = 200,
  formatX = (at) => at,
  formatY = (value) => fullNumber.format(value),
  className,
}: {
  label: string;
  /** `at` names the moment, the other keys are the series' values. */
  points: ChartPoint[];
  series:
    | readonly [ChartSeries]
    | readonly [ChartSeries, ChartSeries]
    | readonly [ChartSeries, ChartSeries, ChartSeries];
  /** A value that is told with each point but not drawn, and what it is over all. */
  aside?: { label: string; sum: string; text: (point: ChartPoint) => string };
  kind?: "area" | "bar";
  height?: number;
  formatX?: (at: string) => string;
  formatY?: (value: number) => string;
  className?: string;
}) {
  const id = useId();
  const shown = series.map((each, index) => ({ ...each, color: colors[each.tone ?? order[index] ?? "1"] }));
  const Plot = kind === "area" ? AreaChart : BarChart;
  return (
    <figure className={cn("flex min-w-0 flex-col gap-3", className)} aria-labelledby={id}>
      <figcaption id={id} className="sr-only">
        {label}
      </figcaption>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-meta">
        {shown.map((each) => (
          <li key={each.key} className="flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: each.color }} />
            <span className="text-muted-foreground">{each.label}</span>
            <span className="font-medium">
              {formatY(points.reduce((sum, point) => sum + numberAt(point, each.key), 0))}
            </span>
          </li>
        ))}
        {aside ? (
          <li className="flex items-center gap-1.5">
            <span className="text-muted-foreground">{aside.label}</span>
            <span className="font-medium">{aside.sum}</span>
          </li>
        ) : null}
      </ul>
      <div aria-hidden style={{ height }} className="min-w-0 text-meta [&_*]:outline-none">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height }}>
          <Plot
            data={points}
            margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
            accessibilityLayer={false}
            barCategoryGap="20%"
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis
              dataKey="at"
              tickFormatter={formatX}
              tickLine={false}
              axisLine={false}
              minTickGap={32}
              tick={{ fill: "var(--muted-foreground)", fontSize: 12 }}
            />
            <YAxis
              width={40}
              tickCount={4}
              allowDecimals={false}
              tickLine={false}
              axisLine={false}
              tickFormatter={(value: number) => shortNumber.format(value)}
              tick={{ fill: "var(--muted-foreground)", fontSize: 12 }}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={kind === "area" ? { stroke: "var(--input)" } : { fill: "var(--muted)" }}
              content={({ active, payload }) => {
                const point: ChartPoint | undefined = active ? payload?.[0]?.payload : undefined;
                return point ? (
                  <div className="rounded-md border bg-popover px-2.5 py-2 text-meta shadow-overlay">
                    <p className="mb-1 text-muted-foreground">{formatX(point.at)}</p>
                    {shown.map((each) => (
                      <p key={each.key} className="flex items-center gap-1.5">
                        <span className="size-2 rounded-[2px]" style={{ background: each.color }} />
                        {each.label}
                        <span className="ml-auto pl-4 font-medium">{formatY(numberAt(point, each.key))}</span>
                      </p>
                    ))}
                    {aside ? (
                      <p className="flex items-center gap-1.5 text-muted-foreground">
                        {aside.label}
                        <span className="ml-auto pl-4">{aside.text(point)}</span>
                      </p>
                    ) : null}
                  </div>
                ) : null;
              }}
            />
            {shown.map((each) =>
              kind === "area" ? (
                <Area
                  key={each.key}
                  dataKey={each.key}
                  type="monotone"
                  stroke={each.color}
                  strokeWidth={1.5}
                  fill={each.color}
                  fillOpacity={0.08}
                  isAnimationActive={false}
                />
              ) : (
                <Bar key={each.key} dataKey={each.key} stackId="all" fill={each.color} isAnimationActive={false} />
              ),
            )}
          </Plot>
        </ResponsiveContainer>
      </div>
      {/* Clipped by its frame: a table is as wide as its words, whatever it is told. */}
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              {shown.map((each) => (
                <th key={each.key} scope="col">
                  {each.label}
                </th>
              ))}
              {aside ? <th scope="col">{aside.label}</th> : null}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{formatX(point.at)}</th>
                {shown.map((each) => (
                  <td key={each.key}>{formatY(numberAt(point, each.key))}</td>
                ))}
                {aside ? <td>{aside.text(point)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
