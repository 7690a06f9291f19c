import type { FieldType, FieldValue } from "@/lib/mapping/field-types";

/** A field's value for reading: "Yes", "31 Jan 2026, 08:15 UTC". Texts are shown as they are. */
export function valueText(type: FieldType, value: FieldValue): string {
  if (type === "boolean") return value === true ? "Yes" : "No";
  if (type === "number")
    return typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 20 }) : String(value);
  if (type === "date" || type === "datetime") return dayText(String(value), type === "datetime");
  return String(value);
}

function dayText(iso: string, withTime: boolean): string {
  const at = new Date(iso);
  // A value of an older type may still be stored: better shown raw than not at all.
  if (Number.isNaN(at.getTime())) return iso;
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return withTime ? `${day}, ${at.toISOString().slice(11, 16)} UTC` : day;
}
