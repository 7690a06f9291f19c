import { z } from "zod";
import { block } from "../blocks/block";
import { blocks, registryOf } from "../blocks/registry";

const config = z.strictObject({
  say: z.string().min(1, "Say something.").meta({ description: "What is kept under vars.said." }),
  tone: z.enum(["calm", "very_loud"]).default("calm"),
  times: z.number().int().min(1).default(2),
  whisperFirst: z.boolean().default(false),
  words: z.array(z.string()).default([]),
});

/** A kind of block that only tests know: all that adding one takes is this file and its entry in a registry. */
export const echoBlock = block<z.output<typeof config>>({
  type: "echo",
  label: "Echo",
  group: "Messages",
  description: "Keeps a word.",
  icon: "message-square",
  config,
  initial: { say: "" },
  ports: () => [{ name: "next", label: "Next" }],
  summary: ({ say }) => say,
  step: ({ config: { say } }) => ({
    kind: "go",
    port: "next",
    reason: `Said ${say}.`,
    effects: [{ kind: "variables", values: { said: say } }],
  }),
});

export const echoRegistry = registryOf([...blocks, echoBlock]);
