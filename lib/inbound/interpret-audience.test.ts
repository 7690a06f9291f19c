import { describe, expect, test } from "vitest";
import { fromUuid, newUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import type { FieldDefinition } from "../mapping/field-types";
import { interpret } from "./interpret-audience";

const firstName: FieldDefinition = {
  key: "first_name",
  matchKey: "firstname",
  label: "First name",
  type: "text",
  options: [],
  required: false,
  defaultValue: null,
  private: false,
};
const vip = newUuid();
const beta = newUuid();
const audience: AudienceConfig = {
  id: newUuid(),
  workspaceId: newUuid(),
  name: "Newsletter",
  doubleOptIn: true,
  version: 1,
  fields: [firstName],
  fieldByMatchKey: new Map([["firstname", firstName]]),
  fieldByKey: new Map([["first_name", firstName]]),
  groups: new Map([
    [vip, "VIP"],
    [beta, "Beta"],
  ]),
};
const read = (body: Record<string, unknown>) =>
  interpret(Object.entries({ email: "a@example.com", ...body }), audience);

describe("SkipDoubleOptIn", () => {
  test.each([true, "true", "TRUE", "True", 1, "1", " true "])("%j skips", (value) => {
    expect(read({ SkipDoubleOptIn: value })).toMatchObject({ skipDoubleOptIn: true, issues: [] });
  });
  test.each([false, "false", "FALSE", 0, "0", "", " ", null])("%j does not skip", (value) => {
    expect(read({ SkipDoubleOptIn: value })).toMatchObject({ skipDoubleOptIn: false, issues: [] });
  });
  test.each(["yes", "on", "truely", 2, -1, 1.5, "10", {}, [], [true], "constructor"])("%j is refused", (value) => {
    const { issues, skipDoubleOptIn } = read({ SkipDoubleOptIn: value });
    expect(skipDoubleOptIn).toBe(false);
    expect(issues).toEqual([{ path: "SkipDoubleOptIn", message: "SkipDoubleOptIn must be true, false, 1 or 0." }]);
  });
  test.each(["skipdoubleoptin", "SKIPDOUBLEOPTIN", "skip_double_opt_in", "Skip-Double-Opt-In", "Skip Double Opt In"])(
    "is meant by %s",
    (key) => {
      expect(read({ [key]: true })).toMatchObject({ skipDoubleOptIn: true, ignored: [] });
    },
  );
});

test.each(["first_name", "firstName", "First Name", "FIRST-NAME", "firstname"])("%s is the data field", (key) => {
  expect(read({ [key]: "Ada" }).fields).toEqual({ first_name: "Ada" });
});

test.each(["email", "Email", "email_address", "EmailAddress", "E-Mail"])("%s is the address", (key) => {
  const { email, issues } = interpret([[key, " Ada@Example.com "]], audience);
  expect({ email, issues }).toEqual({ email: "ada@example.com", issues: [] });
});

test.each([["tag1,tag2 , tag1"], [["tag1", "tag2"]], [["tag1,tag2", ""]]])("tags %j are two tags", (tags) => {
  expect(read({ tags })).toMatchObject({ tags: ["tag1", "tag2"], issues: [] });
});

test("groupIds as text and as list are the same, and each unknown id is named", () => {
  const [one, two, unknown] = [fromUuid("grp", vip), fromUuid("grp", beta), fromUuid("grp", newUuid())];
  expect(read({ groupIds: `${one}, ${two}` }).groupIds).toEqual([vip, beta]);
  expect(read({ group_ids: [one, two, one] }).groupIds).toEqual([vip, beta]);
  const { groupIds, issues } = read({ groupIds: [one, unknown, "nonsense"] });
  expect(groupIds).toEqual([vip]);
  expect(issues.map(({ message }) => message)).toEqual([
    `This audience has no group with the id "${unknown}".`,
    'This audience has no group with the id "nonsense".',
  ]);
});

test("what means nothing is ignored and named as it came", () => {
  expect(read({ utm_source: "ad", Äpfel: 1 })).toMatchObject({ ignored: ["utm_source", "Äpfel"], issues: [] });
});
