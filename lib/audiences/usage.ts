import { z } from "zod";

/** What hangs on something that may be deleted, counted exactly. `places` names where it is used beside the contacts. */
export const usageSchema = z.object({
  contacts: z.number().int(),
  places: z.array(z.object({ type: z.string(), id: z.string(), name: z.string() })),
});
export type Usage = z.output<typeof usageSchema>;
