/** Prints a table with aligned columns. */
export function printTable(head: string[], rows: (string | number)[][]): void {
  const all = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  console.log(`\n${line(head)}\n${widths.map((width) => "─".repeat(width)).join("  ")}`);
  for (const row of all.slice(1)) console.log(line(row));
}

export const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
