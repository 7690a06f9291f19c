import type { DraftRow } from "@/components/mapping/draft";

export const PresetMenu = (_: { isEmpty: boolean; onChoose: (rows: DraftRow[]) => void }) => null;
