import fc from "fast-check";
import { expect, test } from "vitest";
import { fromUuid, newId, newUuid, parseId, toUuid, uuidFloor } from "./ids";

test("an id and its UUID convert into each other", () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect(toUuid("con", fromUuid("con", uuid))).toBe(uuid);
    }),
  );
});

test("the encoding is the TypeID specification's", () => {
  expect(fromUuid("con", "00000000-0000-0000-0000-00000000000a")).toBe("con_0000000000000000000000000a");
  expect(fromUuid("con", "01890a5d-ac96-774b-bcce-b302099a8057")).toBe("con_01h455vb4pex5vsknk084sn02q");
  expect(fromUuid("con", "ffffffff-ffff-ffff-ffff-ffffffffffff")).toBe("con_7zzzzzzzzzzzzzzzzzzzzzzzzz");
});

test("ids sort by the time they were made", () => {
  const ids = Array.from({ length: 1000 }, () => newId("evt"));
  expect([...ids].sort()).toEqual(ids);
});

test.each([
  "",
  "con_",
  "aud_01h455vb4pex5vsknk084sn02q",
  "con_01h455vb4pex5vsknk084sn02",
  "con_81h455vb4pex5vsknk084sn02q",
  "con_01h455vb4pex5vsknk084sn02u",
  "con_01h455vb4pex5vsknk084sn0é2",
])("%s is no contact id", (text) => {
  expect(parseId("con", text)).toBeNull();
});

test("the floor of a moment sorts before every id made from then on", () => {
  const floor = uuidFloor(new Date());
  expect(newUuid() >= floor).toBe(true);
  expect(uuidFloor(new Date(Date.now() + 60_000)) > newUuid()).toBe(true);
});

test("no id was made before 1970, and the floor of such a moment is an id's all the same", () => {
  expect(uuidFloor(new Date("0001-01-01T00:00:00Z"))).toBe("00000000-0000-7000-8000-000000000000");
  expect(uuidFloor(new Date("9999-12-31T00:00:00Z"))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});
