import { z } from "zod";
import { tagNameSchema } from "@/lib/audiences/tags/contract";
import { idSchema } from "@/lib/http/contract";
import { noSteps, renderValue } from "@/lib/variables/liquid";
import { block, type Reference } from "./block";
import { isTemplate } from "./template";

const tags = z.array(tagNameSchema).max(50).default([]);
const groups = z.array(idSchema("group")).max(50).default([]);

const config = z
  .strictObject({
    /** Liquid; an empty text empties the field. */
    fields: z
      .array(
        z.strictObject({
          key: z.string().min(1, "Choose a field.").max(100),
          value: z.string().max(5_000).superRefine(isTemplate),
        }),
      )
      .max(50)
      .default([]),
    addTags: tags,
    removeTags: tags,
    joinGroups: groups,
    leaveGroups: groups,
    /** By the consent rules: a bounced or complained contact keeps its status, one who unsubscribed is not signed up again. */
    status: z.enum(["subscribed", "unsubscribed"]).nullable().default(null),
  })
  .refine(
    ({ fields, addTags, removeTags, joinGroups, leaveGroups, status }) =>
      fields.length + addTags.length + removeTags.length + joinGroups.length + leaveGroups.length > 0 ||
      status !== null,
    "Choose at least one change.",
  );

export const updateContactBlock = block<z.output<typeof config>>({
  type: "update_contact",
  label: "Update contact",
  group: "Contact",
  description: "Changes data fields, tags, groups or the status of the contact.",
  icon: "user-pen",
  config,
  initial: { fields: [], addTags: [], removeTags: [], joinGroups: [], leaveGroups: [], status: null },
  ports: () => [{ name: "next", label: "Next" }],
  summary: ({ fields, addTags, removeTags, joinGroups, leaveGroups, status }) =>
    [
      ...fields.map(({ key }) => key),
      ...addTags.map((tag) => `+ ${tag}`),
      ...removeTags.map((tag) => `− ${tag}`),
      ...(joinGroups.length + leaveGroups.length > 0 ? ["groups"] : []),
      ...(status === null ? [] : [status]),
    ].join(", "),
  references: ({ fields, joinGroups, leaveGroups }) => [
    ...fields.map(({ key }): Reference => ({ kind: "field", name: key })),
    ...[...joinGroups, ...leaveGroups].map((name): Reference => ({ kind: "group", name })),
  ],
  reads: ({ fields }) => fields.map(({ value }) => ({ template: value })),
  step: ({ config: { fields, status, ...lists }, scope }) => {
    const values: Record<string, unknown> = {};
    const steps = noSteps();
    for (const { key, value } of fields) {
      const rendered = renderValue(value, scope, steps);
      if (!rendered.ok) return { kind: "fail", reason: `${key}: ${rendered.message}` };
      values[key] = rendered.value;
    }
    return {
      kind: "go",
      port: "next",
      reason: "The contact was updated.",
      effects: [{ kind: "contact", fields: values, ...lists, ...(status === null ? {} : { status }) }],
    };
  },
});
