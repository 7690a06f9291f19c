import { type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { mailStates } from "@/db/enums";

/** What narrows the mailbox, as the URL holds it; server and browser read the same parsers. */
export const mailFilterParsers = { to: parseAsString.withDefault(""), state: parseAsStringLiteral(mailStates) };
export type MailFilters = inferParserType<typeof mailFilterParsers>;

/** The mail in the inspector, and how it is looked at. */
export const openMailParsers = {
  mail: parseAsString,
  view: parseAsStringLiteral(["preview", "text", "details"]).withDefault("preview"),
};

/** The filters as the API takes them. */
export const filterQuery = ({ to, state }: MailFilters) => ({
  to: to.trim().slice(0, 320) || undefined,
  state: state ?? undefined,
});
