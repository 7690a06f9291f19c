import { type AppError, conflict, invalid, notFound } from "../errors";
import type { ChangeResult } from "./change";

/** The error for a change that the write path refused, in the API's words; null when it went through. */
export function refusalOf(result: ChangeResult): AppError | null {
  switch (result.outcome) {
    case "exists":
      return conflict("A contact with this address is already in the audience.");
    case "address_taken":
      return conflict("Another contact of this audience has this address.");
    case "not_found":
      return notFound("contact");
    case "fields_missing":
      return invalid(
        result.issues.map((issue) => issue.message).join(" "),
        result.issues.map((issue) => ({ ...issue, path: `fields.${issue.path}` })),
      );
    default:
      return null;
  }
}
