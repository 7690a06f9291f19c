import type { ContactStatus } from "@/db/enums";
import type { AudienceConfig } from "../audiences/config";
import { tagCharactersMax } from "../audiences/tags/contract";
import { type ChangeSource, type ContactChange, change } from "../contacts/change";
import { cleanLine } from "../mapping/clean-text";
import { normaliseEmail } from "../mapping/email";
import { type FieldValue, parseFieldValue } from "../mapping/field-types";
import { matchKey, matchName } from "../mapping/match-key";
import { type ColumnTarget, type ImportPlan, statusWords } from "./contract";
import { withoutMark } from "./csv/write";

/** A row as a change of a contact, or why it can't be one. */
export type ReadRow =
  | { ok: true; email: string; change: ContactChange }
  | { ok: false; subject: string; message: string };

/** What the cells of a row say, one by one. */
interface Draft {
  email: string | null;
  address: string;
  fields: Record<string, FieldValue | null>;
  tags: readonly string[];
  groupIds: readonly string[];
  status: ContactStatus | null;
  problems: string[];
}

export type RowReader = (cells: readonly string[], at: Date) => ReadRow;

type ReadCell = (cell: string, into: Draft) => void;

const none: readonly string[] = [];

/** Makes the reader of a file's rows: no I/O, never throws. */
export function rowReader(audience: AudienceConfig, { columns, options }: ImportPlan, source: ChangeSource): RowReader {
  const readers = columns.map((target) => cellReader(target, audience, options.blanks === "clear"));
  return (cells, at) => {
    const draft: Draft = {
      email: null,
      address: "",
      fields: {},
      tags: options.tags,
      groupIds: none,
      status: null,
      problems: [],
    };
    for (let index = 0; index < readers.length; index++) readers[index]?.(withoutMark(cells[index] ?? ""), draft);
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== ""))
      return {
        ok: false,
        subject: draft.address,
        message: `This row has ${cells.length} values, the file has ${columns.length} columns. Check its quotes and separators.`,
      };
    if (draft.email === null || draft.problems.length > 0)
      return { ok: false, subject: draft.address, message: draft.problems.join(" ") || "The address is missing." };
    return {
      ok: true,
      email: draft.email,
      change: change({
        audience,
        target: { email: draft.email },
        intent: options.existing === "skip" ? "add" : "upsert",
        fields: draft.fields,
        addTags: draft.tags,
        addGroupIds: draft.groupIds,
        consent: {
          kind: "import",
          status: draft.status,
          newStatus: options.newStatus,
          resubscribe: options.resubscribe,
        },
        requireFields: true,
        source,
        at,
      }),
    };
  };
}

function cellReader(target: ColumnTarget, audience: AudienceConfig, clearBlanks: boolean): ReadCell | null {
  switch (target.to) {
    case "email":
      return readEmail;
    case "field":
      return fieldReader(target.key, audience, clearBlanks);
    case "tags":
      return readTags;
    case "groups":
      return groupsReader(audience);
    case "status":
      return readStatus;
    case "ignore":
      return null;
  }
}

const readEmail: ReadCell = (cell, into) => {
  into.address = cleanLine(cell).slice(0, 320);
  if (into.address === "") return;
  const address = normaliseEmail(cell);
  if (address.ok) into.email = address.email;
  else into.problems.push("The address is not valid.");
};

function fieldReader(key: string, audience: AudienceConfig, clearBlanks: boolean): ReadCell {
  const field = audience.fieldByKey.get(key);
  // Deleted since the import was started: there is nothing left to fill.
  if (field === undefined) return () => {};
  return (cell, into) => {
    if (cell.trim() === "") {
      if (clearBlanks) into.fields[key] = null;
      return;
    }
    const parsed = parseFieldValue(field, cell);
    if (parsed.ok) into.fields[key] = parsed.value;
    else into.problems.push(parsed.message);
  };
}

/** Names in one cell. Some senders put each of them in quotes. */
const namesIn = (cell: string): string[] =>
  cell.split(",").flatMap((part) => cleanLine(part.replace(/^\s*"|"\s*$/g, "")) || []);

const readTags: ReadCell = (cell, into) => {
  const names = namesIn(cell);
  const fitting = names.filter((name) => name.length <= tagCharactersMax);
  if (fitting.length < names.length) into.problems.push(`A tag can have at most ${tagCharactersMax} characters.`);
  if (fitting.length > 0) into.tags = [...into.tags, ...fitting];
};

function groupsReader(audience: AudienceConfig): ReadCell {
  const idByName = new Map([...audience.groups].map(([id, name]) => [matchName(name), id]));
  return (cell, into) => {
    const ids: string[] = [];
    for (const name of namesIn(cell)) {
      const id = idByName.get(matchName(name));
      if (id === undefined) into.problems.push(`This audience has no group "${name.slice(0, 60)}".`);
      else ids.push(id);
    }
    if (ids.length > 0) into.groupIds = [...into.groupIds, ...ids];
  };
}

const readStatus: ReadCell = (cell, into) => {
  const word = matchKey(cell);
  if (word === "") return;
  if (Object.hasOwn(statusWords, word)) into.status = statusWords[word] ?? null;
  else
    into.problems.push(`"${cleanLine(cell).slice(0, 40)}" is no status. Use subscribed, unconfirmed or unsubscribed.`);
};
