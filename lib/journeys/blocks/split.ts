import { z } from "zod";
import { block } from "./block";

const branch = z.strictObject({
  /** Also the port's name: it stays when the label changes. */
  name: z.string().regex(/^[a-z0-9_-]{1,32}$/),
  label: z.string().trim().min(1, "Name the branch.").max(40),
  percent: z.number().int().min(0).max(100),
});
const config = z.strictObject({
  branches: z
    .array(branch)
    .min(2, "A split needs two branches at least.")
    .max(10)
    .refine((all) => all.reduce((sum, { percent }) => sum + percent, 0) === 100, "The shares must make 100 % together.")
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "Two branches have one name."),
});

/** What can be drawn of a draft's branches. */
const drawn = z
  .array(z.object({ name: z.string(), label: z.string().catch(""), percent: z.number().catch(0) }))
  .catch([]);

export const splitBlock = block<z.output<typeof config>>({
  type: "split",
  label: "A/B split",
  group: "Decisions",
  description: "Sends a random share of the contacts each way.",
  icon: "shuffle",
  config,
  initial: {
    branches: [
      { name: "a", label: "A", percent: 50 },
      { name: "b", label: "B", percent: 50 },
    ],
  },
  ports: ({ branches }) =>
    drawn.parse(branches).map(({ name, label, percent }) => ({ name, label: `${label} (${percent} %)` })),
  summary: ({ branches }) => branches.map(({ percent }) => percent).join(" / "),
  step: ({ config: { branches }, chance }) => {
    let upTo = 0;
    for (const { name, label, percent } of branches) {
      upTo += percent / 100;
      if (chance < upTo) return { kind: "go", port: name, reason: `Drew ${label}.` };
    }
    const last = branches.findLast(({ percent }) => percent > 0);
    return { kind: "go", port: last?.name ?? "", reason: `Drew ${last?.label ?? "nothing"}.` };
  },
});
