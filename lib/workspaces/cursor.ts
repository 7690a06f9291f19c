import { type IdPrefix, parseId } from "@/db/ids";
import { invalid } from "../errors";

/** The cursor of a list that is sorted by id: the id of its last row, or null at the start. Throws `invalid_input`. */
export function readCursor(prefix: IdPrefix, cursor: string | undefined): string | null {
  if (cursor === undefined || cursor === "") return null;
  if (parseId(prefix, cursor) === null) throw invalid("This is no cursor of this list. Start again without one.");
  return cursor;
}
