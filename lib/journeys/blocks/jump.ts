import { z } from "zod";
import { block } from "./block";

const config = z.strictObject({});

/** A port like any other, drawn as a hop: it may lead back, where a loop must hold something that takes time. */
export const jumpBlock = block<z.output<typeof config>>({
  type: "jump",
  label: "Jump",
  group: "Exits",
  description: "Goes on at another block, also an earlier one.",
  icon: "corner-up-left",
  config,
  initial: {},
  ports: () => [{ name: "next", label: "To" }],
  summary: () => "",
  step: () => ({ kind: "go", port: "next", reason: "Jumped." }),
});
