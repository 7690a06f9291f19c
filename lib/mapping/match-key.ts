/**
 * What two keys are compared by: `firstName`, `first_name`, `first-name` and `First Name` are all `firstname`. Idempotent.
 * Separators go first, because what a letter becomes in lower case can depend on the letters beside it.
 */
export function matchKey(text: string): string {
  if (/^[a-z0-9]*$/.test(text)) return text;
  return text
    .replace(/[\s_-]+/g, "")
    .toLowerCase()
    .normalize("NFC");
}

/** What two names of groups, tags or options are compared by: they may not differ by case alone. Idempotent. */
export const matchName = (name: string): string => name.toLowerCase().normalize("NFC");
