/** Names of members and API keys by their ids, for telling who did something. */
export type ActorNames = Record<string, string>;

/** Who or what is behind an event, a sign-up or a change of status: "Ada", "API key Shop", "Inbound webhook". */
export function sourceText(source: string, sourceId: string | null, names: ActorNames): string {
  const name = sourceId === null ? undefined : names[sourceId];
  switch (source) {
    case "user":
      return name ?? "A former member";
    case "api":
      return name === undefined ? "A revoked API key" : `API key ${name}`;
    default:
      return sourceLabels[source] ?? source;
  }
}

const sourceLabels: Record<string, string> = {
  webhook: "Inbound webhook",
  form: "Sign-up form",
  import: "CSV import",
  contact: "The contact",
  system: "Tidegate",
};

/** Only requests through a door are in the request log. */
export const isLogged = (source: string): boolean => source === "webhook" || source === "form";
