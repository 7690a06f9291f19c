import { expect, test } from "vitest";
import { whyNoField } from "./why-no-field";

const request = { audienceId: "aud_1" };
const webhook = { audienceId: "aud_1", type: "SUBSCRIBED" as const };
const able = { canMap: true, isTakenApart: true };

test("a field is offered only where a line of the mapping can fill it", () => {
  expect(whyNoField(request, webhook, able)).toBeNull();
  expect(whyNoField(request, { ...webhook, type: "DELETE" }, able)).toContain("only deletes contacts");
  expect(whyNoField(request, { ...webhook, audienceId: "aud_2" }, able)).toContain("another audience");
  expect(whyNoField(request, webhook, { ...able, canMap: false })).toContain("may change webhooks");
  expect(whyNoField(request, webhook, { ...able, isTakenApart: false })).toContain("add the field");
});
