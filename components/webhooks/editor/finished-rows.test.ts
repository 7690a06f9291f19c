import { expect, test } from "vitest";
import { blankRow, type DraftRow } from "@/components/mapping/draft";
import { finishedRows } from "./finished-rows";

const row = (part: Partial<DraftRow>): DraftRow => ({ ...blankRow(), ...part });

test("a preview is made of the rows that are finished: not of blank ones, nor of a name that is there twice", () => {
  const rows = [
    row({ field: "email", value: "contact.email" }),
    row({}),
    row({ field: "name" }),
    row({ field: "source", source: "custom" }),
    row({ field: "email", value: "contact.id" }),
    row({ field: "odd", value: "nowhere.at.all" }),
  ];
  expect(finishedRows(rows)).toEqual([rows[0], rows[3]]);
});
