"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { ContactCombobox } from "@/components/contacts/contact-combobox";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { TestResult } from "@/components/webhooks/setup/test-result";
import { call } from "@/lib/http/client";
import { testBlockContract } from "@/lib/journeys/contract";
import type { GraphNode } from "@/lib/journeys/graph/graph";
import { listPaths } from "@/lib/mapping/json-path";
import { useEditing } from "../../builder/editing";
import { Settings } from "../parts/setting";
import type { SaveDraft, WebhookDraft } from "./draft";
import { savedValue } from "./saved-value";

/** One real request for a contact, as the draft has it, and what came back. */
export function TestBlock({
  node,
  value,
  set,
}: {
  node: GraphNode;
  value: WebhookDraft;
  set: (part: Partial<WebhookDraft>) => void;
}) {
  const { workspace, journeyId, audienceId, graph, canWrite } = useEditing();
  const [contactId, setContactId] = useState<string | null>(null);
  const test = useMutation({
    mutationFn: (chosen: string) =>
      call(testBlockContract, workspace, { journeyId, nodeId: node.id, contactId: chosen, graph }),
  });
  if (!canWrite) return null;
  const send = () => {
    if (contactId !== null) test.mutate(contactId);
  };
  return (
    <Settings title="Test">
      <p className="text-muted-foreground text-table">
        Sends a real request, as the settings are now, with the data of a contact.
      </p>
      <div className="flex min-w-0 gap-2">
        <ContactCombobox
          workspace={workspace}
          audienceId={audienceId}
          aria-label="Test as"
          className="min-w-0 flex-1"
          contactId={contactId}
          onContactChange={setContactId}
        />
        <Button variant="outline" disabled={contactId === null} loading={test.isPending} onClick={send}>
          Send test
        </Button>
      </div>
      {test.error ? (
        <ErrorState
          title="The test could not be sent"
          description={test.error.message}
          requestId={failureOf(test.error)?.requestId}
          onRetry={send}
          retrying={test.isPending}
        />
      ) : null}
      {test.data?.response ? (
        <ResponseValues
          body={test.data.response.body}
          save={value.save}
          onKeep={(row) => set({ save: [...value.save, row], waitForResponse: true })}
        />
      ) : null}
      {test.data && !test.error ? <TestResult test={test.data} pending={test.isPending} /> : null}
    </Settings>
  );
}

const valuesMax = 100;

/** The values of a JSON answer, each with a button that keeps it from now on. */
function ResponseValues({
  body,
  save,
  onKeep,
}: {
  body: string;
  save: readonly SaveDraft[];
  onKeep: (row: SaveDraft) => void;
}) {
  const values = valuesOf(body);
  if (values.length === 0) return null;
  return (
    <section className="flex min-w-0 flex-col gap-1.5">
      <h4 className="font-medium text-table">Click a value to keep it</h4>
      <ul data-scroll className="max-h-56 divide-y overflow-y-auto rounded-lg border">
        {values.map(({ path, value }) => {
          const isKept = save.some((row) => row.path === path);
          return (
            <li key={path}>
              <button
                type="button"
                disabled={isKept}
                aria-label={isKept ? `${path} is kept` : `Keep ${path}`}
                onClick={() => onKeep(savedValue(path, save))}
                className="flex w-full min-w-0 items-center gap-2 px-2.5 py-1.5 text-left hover:bg-foreground/[0.06] focus-visible:-outline-offset-2 disabled:hover:bg-transparent [&_svg]:size-3.5 [&_svg]:shrink-0"
              >
                {isKept ? <Check aria-hidden /> : <Plus aria-hidden className="text-muted-foreground" />}
                <code className="min-w-0 flex-1 truncate text-mono">{path}</code>
                <span className="max-w-40 truncate text-meta text-muted-foreground">{value}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function valuesOf(body: string): { path: string; value: string }[] {
  try {
    return listPaths(JSON.parse(body), valuesMax);
  } catch {
    // An answer that is no JSON has no values to keep.
    return [];
  }
}
