import { expect, test } from "vitest";
import { checklist } from "./checklist";

test("each problem stands at the line of its field, which Fix leads to", () => {
  const lines = checklist([
    { path: "fromEmail", message: "Enter the address that it is from." },
    { path: "html", message: "Write the content." },
  ]);
  expect(lines.map(({ key, problems, field }) => [key, problems.length, field])).toEqual([
    ["recipients", 0, "audienceId"],
    ["subject", 0, "subject"],
    ["sender", 1, "fromEmail"],
    ["content", 1, "html"],
  ]);
});
