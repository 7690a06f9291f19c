import { parseAsString, parseAsStringLiteral } from "nuqs";
import { setupTabs } from "@/components/inbound-setup/setup-sheet";

/** Stands in the URL where the id of a webhook to edit would: a new one. */
export const newWebhook = "new";

/** What of the screen stands in the URL: the search, the webhook that is edited, and the one whose setup information is open. */
export const screenParsers = {
  search: parseAsString.withDefault(""),
  edit: parseAsString,
  webhook: parseAsString,
  setup: parseAsStringLiteral(setupTabs),
};
