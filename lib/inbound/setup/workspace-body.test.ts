import { describe, expect, test } from "vitest";
import { readPath } from "../../mapping/json-path";
import { interpretForeign } from "../interpret-foreign";
import { mappingPresets } from "../workspace-webhooks/presets";
import { testField } from "./test-fields";
import { flatMappedBody, mappedBody, workspaceBody } from "./workspace-body";

const config = {
  ...{ id: "", workspaceId: "", name: "", doubleOptIn: false, version: 1 },
  ...{ fields: [], fieldByMatchKey: new Map(), fieldByKey: new Map(), groups: new Map() },
};

test("a body that is read by name has the address and a value for each field", () => {
  const fields = [testField({ key: "first_name", type: "text" }), testField({ key: "age", type: "number" })];
  expect(workspaceBody(fields)).toEqual({ email_address: "janedoe@example.com", first_name: "Jane", age: 42 });
});

describe("a foreign body", () => {
  test("has values where the mapping looks for them", () => {
    const mapping = [
      { path: "customer.email", field: "email" },
      { path: 'customer["first.name"]', field: "first_name" },
      { path: "items[1].sku", field: "sku" },
      { path: "answers[type=text].text", field: "note" },
      { path: "answers[type=email].email", field: "other" },
      { path: "answers[type=text].at", field: "moment" },
    ];
    const body = mappedBody(mapping, [testField({ key: "first_name", type: "text" })]);
    expect(body).toEqual({
      customer: { email: "janedoe@example.com", "first.name": "Jane" },
      items: [{}, { sku: "…" }],
      answers: [
        { type: "text", text: "…", at: "…" },
        { type: "email", email: "…" },
      ],
    });
    for (const { path } of mapping) expect(readPath(body, path)).toBeTypeOf("string");
  });

  test.each(Object.entries(mappingPresets))("%s's mapping finds its address in it", (_, { mapping }) => {
    const path = mapping.find(({ field }) => field === "email")?.path ?? "";
    expect(readPath(mappedBody(mapping, []), path)).toBe("janedoe@example.com");
  });

  test("the first of several paths for a field stands for all", () => {
    const mapping = [
      { path: "email", field: "email" },
      { path: "customer.email", field: "email" },
    ];
    expect(mappedBody(mapping, [])).toEqual({ email: "janedoe@example.com" });
    expect(flatMappedBody(mapping, [])).toEqual({ email: "janedoe@example.com" });
  });

  test("as form data the door reads the paths as keys", () => {
    const mapping = [{ path: "customer.contact", field: "email" }];
    const read = interpretForeign(Object.entries(flatMappedBody(mapping, [])), config, mapping, "strict");
    expect(read).toMatchObject({ issues: [] });
  });
});
