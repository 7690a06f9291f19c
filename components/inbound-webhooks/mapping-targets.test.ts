import { expect, test } from "vitest";
import { mappingPresets } from "@/lib/inbound/workspace-webhooks/presets";
import { leftOutText, mappingTargetOptions, presetLines } from "./mapping-targets";

const field = (key: string) => ({
  key,
  label: key,
  type: "text" as const,
  options: [],
  required: false,
  default: null,
  private: false,
  position: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
});

test("a preset's lines take the keys of this audience, and each field that it lacks is named once", () => {
  const targets = mappingTargetOptions("SUBSCRIBED", [field("Name"), field("city")]);
  expect(presetLines(mappingPresets.stripe, targets)).toEqual({
    lines: [
      { path: "data.object.email", field: "email" },
      { path: "data.object.customer_details.email", field: "email" },
      { path: "data.object.customer_email", field: "email" },
      { path: "data.object.name", field: "Name" },
      { path: "data.object.customer_details.name", field: "Name" },
      { path: "data.object.address.city", field: "city" },
      { path: "data.object.customer_details.address.city", field: "city" },
    ],
    leftOut: ["phone", "country"],
  });
});

test("what is left out is said with its reason, and nothing is said where all is there", () => {
  expect(leftOutText([], "SUBSCRIBED")).toBeNull();
  expect(leftOutText(["phone", "first_name"], "SUBSCRIBED")).toBe(
    "Left out, because this audience has no such fields: Phone, First name.",
  );
  expect(leftOutText(["phone", "tags"], "UNSUBSCRIBED")).toBe(
    "Left out, because this audience has no such fields: Phone. Left out, because a webhook of this type takes none: Tags.",
  );
  expect(leftOutText(["phone"], "DELETE")).toBe("Left out, because a webhook of this type takes none: Phone.");
});
