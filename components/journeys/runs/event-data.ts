import { isRecord } from "@/lib/variables/is-record";

/** What was typed as the data of an event: undefined for nothing, null where it is no JSON object. */
export function parseEventData(text: string): Record<string, unknown> | null | undefined {
  if (text.trim() === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
