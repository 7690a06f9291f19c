import { z } from "zod";
import { block } from "./block";

const config = z.strictObject({ reason: z.string().trim().max(200).default("") });

export const exitBlock = block<z.output<typeof config>>({
  type: "exit",
  label: "Exit",
  group: "Exits",
  description: "Ends the journey for the contact.",
  icon: "log-out",
  config,
  initial: { reason: "" },
  ports: () => [],
  summary: ({ reason }) => reason,
  step: ({ config: { reason } }) => ({ kind: "end", reason: reason === "" ? "Came to an exit." : reason }),
});
