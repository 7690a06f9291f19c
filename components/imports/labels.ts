import type { Tone } from "@/components/ui/tone";
import type { Import } from "@/lib/imports/contract";

/** What an import's state is called and how it looks. */
export const importStates: Record<Import["state"], { label: string; tone: Tone }> = {
  ready: { label: "Not started", tone: "neutral" },
  queued: { label: "Waiting", tone: "info" },
  running: { label: "Running", tone: "info" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "warning" },
};

/** "812 B", "4.2 MiB". */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KiB", "MiB", "GiB"];
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** "1 row", "12,408 rows". */
export const rowsText = (rows: number): string => `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;
