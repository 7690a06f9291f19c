"use client";

import { useMutation } from "@tanstack/react-query";
import { Download, Tags, Trash2 } from "lucide-react";
import { useState } from "react";
import { toastFailure } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { saveFile } from "@/components/ui/save-file";
import type { Contact } from "@/lib/contacts/contract";
import { exportChosenContactsContract, manyMax } from "@/lib/contacts/many/contract";
import { fetchFile } from "@/lib/http/client";
import { ChangeDialog } from "./change-dialog";
import { DeleteDialog } from "./delete-dialog";

/** What can be done with the contacts that somebody has chosen in the list. `onDone` when there is nothing left to choose. */
export function SelectionActions({
  contacts,
  canWrite,
  onDone,
  ...scope
}: AudienceScope & { contacts: readonly Contact[]; canWrite: boolean; onDone: () => void }) {
  const [asked, setAsked] = useState<"change" | "delete" | null>(null);
  const { workspace, audienceId } = scope;
  const save = useMutation({
    mutationFn: () =>
      fetchFile(exportChosenContactsContract, workspace, { audienceId, ids: contacts.map(({ id }) => id) }),
    onSuccess: ({ file, name }) => saveFile(file, name),
    onError: toastFailure,
  });
  if (contacts.length > manyMax)
    return (
      <span className="text-muted-foreground">
        At most {manyMax} can be changed at once. Take some out of the selection.
      </span>
    );
  const dialog = { ...scope, contacts, onClose: () => setAsked(null), onDone };
  return (
    <>
      {canWrite ? (
        <Button size="sm" variant="outline" onClick={() => setAsked("change")}>
          <Tags />
          Tags and groups
        </Button>
      ) : null}
      <Button size="sm" variant="outline" loading={save.isPending} onClick={() => save.mutate()}>
        <Download />
        Export CSV
      </Button>
      {canWrite ? (
        <Button size="sm" variant="outline" onClick={() => setAsked("delete")}>
          <Trash2 />
          Delete
        </Button>
      ) : null}
      {asked === "change" ? <ChangeDialog {...dialog} /> : null}
      {asked === "delete" ? <DeleteDialog {...dialog} /> : null}
    </>
  );
}
