import { expect, test } from "vitest";
import { openKey } from "@/lib/journeys/edit/layout";
import { walkedOf } from "./walked";

const at = "2026-01-31T12:00:00.000Z";
const step = (nodeId: string, port: string | null) => ({ nodeId, port, reason: "", at, request: null });

test("a loop shows each of its places, and where the walk ends no way is taken", () => {
  const { places, ways } = walkedOf([step("start", "next"), step("ask", "no"), step("ask", "yes"), step("end", null)]);
  expect([...places]).toEqual([
    ["start", [1]],
    ["ask", [2, 3]],
    ["end", [4]],
  ]);
  expect([...ways]).toEqual([openKey("start", "next"), openKey("ask", "no"), openKey("ask", "yes")]);
});
