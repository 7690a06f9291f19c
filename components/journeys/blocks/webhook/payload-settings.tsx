"use client";

import { useMemo, useState } from "react";
import { blankRow, type DraftRow, draftRows, mappingRows } from "@/components/mapping/draft";
import { MappingEditor } from "@/components/mapping/mapping-editor";
import type { RowNotes } from "@/components/mapping/mapping-row";
import { CheckboxField } from "@/components/ui/checkbox";
import { Switch } from "@/components/ui/switch";
import { issuesOfMapping } from "@/lib/webhooks/payload/issues";
import { Setting, Settings, useProblem } from "../parts/setting";
import { isJourneyPath, useProperties } from "../parts/use-properties";
import type { WebhookDraft } from "./draft";

const rowsMax = 100;

/** What the body holds: the default information, properties of one's own beside it, or those alone. */
export function PayloadSettings({ value, set }: { value: WebhookDraft; set: (part: Partial<WebhookDraft>) => void }) {
  const { method, customPayload, customOnly } = value;
  const [kept, setKept] = useState<WebhookDraft["customPayload"]>(null);
  if (method === "GET")
    return (
      <Settings title="Payload">
        <p className="text-muted-foreground text-table">
          A GET request has no body. Put what the receiver needs into the URL.
        </p>
      </Settings>
    );
  return (
    <Settings title="Payload">
      <p className="text-muted-foreground text-table">
        By default the JSON body says what has happened, to whom, and in which journey.
      </p>
      <Setting
        path="customPayload"
        orientation="horizontal"
        label="Custom payload"
        description="Contact and event properties of your choice."
      >
        {(control) => (
          <Switch
            {...control}
            checked={customPayload !== null}
            onCheckedChange={(on) => {
              if (!on) setKept(customPayload);
              set(
                on
                  ? { customPayload: kept ?? { mappings: mappingRows([blankRow()]) } }
                  : { customPayload: null, customOnly: false },
              );
            }}
          />
        )}
      </Setting>
      {customPayload === null ? null : (
        <>
          <Mapping value={customPayload.mappings} onChange={(mappings) => set({ customPayload: { mappings } })} />
          <CheckboxField
            checked={customOnly}
            onCheckedChange={(checked) => set({ customOnly: checked === true })}
            label="Send these fields only"
            description="For strict receivers, which refuse what they do not know."
          />
        </>
      )}
    </Settings>
  );
}

type Rows = NonNullable<WebhookDraft["customPayload"]>["mappings"];

function Mapping({ value, onChange }: { value: Rows; onChange: (rows: Rows) => void }) {
  const properties = useProperties();
  const problem = useProblem("customPayload.mappings");
  const [kept, setKept] = useState<DraftRow[]>(() => draftRows(value));
  // What was undone elsewhere is not what was written here: its rows are new ones.
  const isKept = JSON.stringify(mappingRows(kept)) === JSON.stringify(mappingRows(draftRows(value)));
  const rows = useMemo(() => (isKept ? kept : draftRows(value)), [isKept, kept, value]);
  const notes = useMemo(() => notesOf(rows), [rows]);
  return (
    <MappingEditor
      rows={rows}
      onChange={(next) => {
        setKept(next);
        onChange(mappingRows(next));
      }}
      properties={properties}
      notes={notes}
      problem={problem}
      rowsMax={rowsMax}
    />
  );
}

/** What is wrong with each row already; what is still blank is not wrong yet. */
function notesOf(rows: readonly DraftRow[]): ReadonlyMap<string, RowNotes> {
  const issues = issuesOfMapping(mappingRows(rows));
  const at = (index: number, key: "field" | "value") =>
    issues.find((issue) => issue.row === index && issue.key === key)?.message;
  return new Map(
    rows.map((row, index) => [
      row.id,
      {
        field: row.field === "" ? undefined : at(index, "field"),
        value: row.value === "" || isJourneyPath(row.value) ? undefined : at(index, "value"),
      },
    ]),
  );
}
