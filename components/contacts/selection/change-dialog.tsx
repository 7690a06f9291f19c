"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { MultiCombobox } from "@/components/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import type { Contact } from "@/lib/contacts/contract";
import { changeContactsContract } from "@/lib/contacts/many/contract";
import { call } from "@/lib/http/client";
import { GroupsInput } from "../groups-input";
import { refreshAudience } from "../queries";
import { TagsInput } from "../tags-input";

interface Changes {
  addTags: string[];
  removeTags: string[];
  addGroupIds: string[];
  removeGroupIds: string[];
}
const nothing: Changes = { addTags: [], removeTags: [], addGroupIds: [], removeGroupIds: [] };

/** Gives the chosen contacts tags and groups, or takes off what some of them have. */
export function ChangeDialog({
  contacts,
  onClose,
  onDone,
  ...scope
}: AudienceScope & { contacts: readonly Contact[]; onClose: () => void; onDone: () => void }) {
  const queries = useQueryClient();
  const form = useForm<Changes>({ defaultValues: nothing });
  const { workspace, audienceId } = scope;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={`Tags and groups of ${contactsText(contacts.length)}`}
        description="What is not named here stays as it is."
      >
        <Form
          form={form}
          className="min-h-0 flex-1 gap-0"
          onSubmit={async (changes) => {
            if (Object.values(changes).every((names: string[]) => names.length === 0))
              throw new Error("Choose at least one tag or group.");
            const ids = contacts.map(({ id }) => id);
            const { changed, missing } = await call(changeContactsContract, workspace, { audienceId, ids, ...changes });
            await refreshAudience(queries, scope);
            toast.success(`${contactsText(changed)} changed.`, {
              ...(missing === 0 ? {} : { description: `${contactsText(missing)} had been deleted meanwhile.` }),
            });
            onDone();
            onClose();
          }}
        >
          <DialogBody className="flex flex-col gap-5">
            <FormError />
            <FormField control={form.control} name="addTags" label="Add tags">
              {({ value, onChange, ...field }) => (
                <TagsInput {...scope} {...field} value={value} onValueChange={onChange} />
              )}
            </FormField>
            <FormField control={form.control} name="removeTags" label="Take off tags">
              {({ value, onChange, ...field }) => (
                <MultiCombobox
                  {...field}
                  value={value}
                  onValueChange={onChange}
                  options={tagsOf(contacts)}
                  placeholder="Choose tags…"
                  emptyText="None of these contacts has a tag."
                  max={100}
                />
              )}
            </FormField>
            <FormField control={form.control} name="addGroupIds" label="Add to groups">
              {({ value, onChange, ...field }) => (
                <GroupsInput {...scope} {...field} value={value} onValueChange={onChange} />
              )}
            </FormField>
            <FormField control={form.control} name="removeGroupIds" label="Take out of groups">
              {({ value, onChange, ...field }) => (
                <MultiCombobox
                  {...field}
                  value={value}
                  onValueChange={onChange}
                  options={groupsOf(contacts)}
                  placeholder="Choose groups…"
                  emptyText="None of these contacts is in a group."
                  max={100}
                />
              )}
            </FormField>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Change {contactsText(contacts.length)}</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label);

const tagsOf = (contacts: readonly Contact[]) =>
  [...new Set(contacts.flatMap(({ tags }) => tags))].map((tag) => ({ value: tag, label: tag })).sort(byLabel);

function groupsOf(contacts: readonly Contact[]) {
  const names = new Map(contacts.flatMap(({ groups }) => groups.map(({ id, name }) => [id, name])));
  return [...names].map(([value, label]) => ({ value, label })).sort(byLabel);
}
