import { expect, test } from "vitest";
import { operators } from "@/lib/segments/operators";
import { findProperty } from "@/lib/segments/properties";
import type { Rules } from "@/lib/segments/rules";
import { type Dictionary, rulesWords } from "./rule-words";
import { valueInputs } from "./values/value-input";
import { valueWords } from "./values/words";

const fields = [{ key: "house", label: "House", type: "text" as const, options: [] }];
const dictionary: Dictionary = {
  propertyOf: (field) => (field === null ? undefined : (findProperty(field, fields) ?? undefined)),
  names: new Map([["seg_1", "Lions"]]),
};

test("rules are said in one sentence, values in the gaps of their operators, inner groups in brackets", () => {
  const rules: Rules = {
    all: [
      { field: "contact.tags", op: "contains", value: "gold" },
      {
        any: [
          { field: "contact.fields.house", op: "one_of", value: ["Stark", "Arryn", "Tully"] },
          { field: "event.email.opened", op: "at_least", value: { times: 2, days: 30 } },
          { field: "contact.createdAt", op: "in_last_days", value: 7 },
        ],
      },
      { field: "contact.consent", op: "in_last_days", value: { status: "unsubscribed", days: 90 } },
      { field: "segment", op: "is_not_in", value: "seg_1" },
    ],
  };
  expect(rulesWords(rules, dictionary)).toBe(
    "Tags contain “gold” and (House is one of “Stark”, “Arryn”, “Tully” or " +
      "Email opened happened at least 2 times in the last 30 days or Created is in the last 7 days) and " +
      "Consent history became Unsubscribed in the last 90 days and Segment is not in “Lions”",
  );
});

test("what is unfinished or gone is said as far as it is known", () => {
  const rules: Rules = {
    any: [
      { field: "contact.createdAt", op: "in_last_days", value: "" },
      { field: "contact.fields.gone", op: "is", value: "x" },
      { field: "", op: "" },
    ],
  };
  expect(rulesWords(rules, dictionary)).toBe("Created is in the last … days or contact.fields.gone is or …");
});

test("whatever an operator takes has its input and its words", () => {
  for (const [kind, all] of Object.entries(operators))
    for (const [op, { input }] of Object.entries(all)) {
      expect(valueInputs[input], `${kind} ${op}`).toBeDefined();
      expect(valueWords[input], `${kind} ${op}`).toBeDefined();
    }
});
