"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { cappedText, contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { UsedBy } from "@/components/audiences/used-by";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { mergeTagContract, type Tag } from "@/lib/audiences/tags/contract";
import { call } from "@/lib/http/client";
import { tagOptionsQuery, tagsKey, tagUsageQuery } from "./queries";

type MergeProps = AudienceScope & { tag: Tag; into?: Tag; onClose: () => void };

/** Chooses the tag that the contacts of `tag` get instead of it. */
export function MergeTagDialog(props: MergeProps) {
  return (
    <Dialog open onOpenChange={props.onClose}>
      <DialogContent
        title={`Merge ${props.tag.name}`}
        description="Its contacts get another tag instead, then it is deleted. This can't be undone."
      >
        <MergeTagForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function MergeTagForm({ tag, into, onClose, ...scope }: MergeProps) {
  const queries = useQueryClient();
  const [search, setSearch] = useState("");
  const found = useQuery({ ...tagOptionsQuery(scope, search.trim()), placeholderData: keepPreviousData });
  const [chosen, setChosen] = useState<Tag | undefined>(into);
  const form = useForm({
    resolver: zodResolver(mergeTagContract.body, { error: () => "Choose the tag to merge into." }),
    defaultValues: { intoTagId: into?.id ?? "" },
  });
  const others = (found.data?.items ?? []).filter((other) => other.id !== tag.id);
  // The chosen tag stays in the list, so that its name is shown when the search no longer finds it.
  const options = chosen && !others.some((other) => other.id === chosen.id) ? [chosen, ...others] : others;

  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async ({ intoTagId }) => {
        const target = await call(mergeTagContract, scope.workspace, {
          audienceId: scope.audienceId,
          tagId: tag.id,
          intoTagId,
        });
        await queries.invalidateQueries({ queryKey: tagsKey(scope) });
        toast.success(`${tag.name} is being merged into ${target.name}.`);
        onClose();
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        <FormField control={form.control} name="intoTagId" label="Merge into">
          {({ value, onChange, ...field }) => (
            <Combobox
              {...field}
              value={value || null}
              onValueChange={(id) => {
                onChange(id ?? "");
                setChosen(options.find((option) => option.id === id));
              }}
              options={options.map((option) => ({
                value: option.id,
                label: option.name,
                hint: `${cappedText(option)} contacts`,
              }))}
              placeholder="Choose a tag…"
              searchPlaceholder="Search tags…"
              emptyText={found.isPending ? "Searching…" : "No other tag has this in its name."}
              onSearch={setSearch}
            />
          )}
        </FormField>
        <UsedBy
          query={tagUsageQuery(scope, tag.id)}
          linesOf={({ contacts }) => [
            contacts === 0
              ? `No contact has ${tag.name}.`
              : `${contactsText(contacts)} will get ${chosen?.name ?? "the other tag"} instead of ${tag.name}.`,
            `Requests that send ${tag.name} afterwards will create it anew.`,
          ]}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <SubmitButton>Merge tags</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
