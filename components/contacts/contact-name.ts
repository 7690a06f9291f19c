/** First and last name as far as the audience's fields hold them, or null. */
export function contactName(fields: Record<string, unknown>): string | null {
  const parts = [fields.first_name, fields.last_name].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? null : parts.join(" ");
}
