"use client";

import { keepPreviousData, skipToken, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { tagOptionsQuery } from "@/components/tags/queries";
import { type ComboboxOption, MultiCombobox } from "@/components/ui/combobox";
import { Disclosure } from "@/components/ui/disclosure";
import { FieldDescription } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { listLinksContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import type { WebhookScope } from "../scope";
import { type useAudiences, useFilterOptions } from "./audience-data";
import type { WebhookControl } from "./form-api";

type Audiences = ReturnType<typeof useAudiences>;

/** Which of the subscribed events are sent: about contacts with a tag, in a group or segment, or clicks on certain links. */
export function FilterFields({
  control,
  audiences,
  ...scope
}: WebhookScope & { control: WebhookControl; audiences: Audiences }) {
  const filters = useWatch({ control, name: "filters" });
  const { errors } = useFormState({ control, name: "filters" });
  const count = Object.values(filters).filter((list) => list.length > 0).length;
  const [open, setOpen] = useState(count > 0);
  const options = useFilterOptions(scope.workspace, audiences, open || errors.filters !== undefined);
  return (
    <Disclosure
      title="Filters"
      summary={count === 0 ? "All subscribed events are sent" : `${count} of 4 set`}
      open={open || errors.filters !== undefined}
      onOpenChange={setOpen}
      className="bg-card"
    >
      <FieldDescription>
        Only events that fit every filter you set are sent. In one filter, one match is enough.
      </FieldDescription>
      <FormField control={control} name="filters.tags" label="Tags" description="Of the contact, when it happened.">
        {({ onChange, ...field }) => (
          <TagsPicker {...field} workspace={scope.workspace} audiences={audiences} onValueChange={onChange} />
        )}
      </FormField>
      <FormField control={control} name="filters.groups" label="Groups" description="The contact was in one of them.">
        {({ onChange, ...field }) => (
          <MultiCombobox
            {...field}
            options={options.groups}
            onValueChange={onChange}
            placeholder="Any group"
            searchPlaceholder="Search groups…"
          />
        )}
      </FormField>
      <FormField
        control={control}
        name="filters.segments"
        label="Segments"
        description="The contact is in one of them when the event is processed."
      >
        {({ onChange, ...field }) => (
          <MultiCombobox
            {...field}
            options={options.segments}
            onValueChange={onChange}
            placeholder="Any segment"
            searchPlaceholder="Search segments…"
          />
        )}
      </FormField>
      <FormField
        control={control}
        name="filters.links"
        label="Links"
        description="Clicks on these addresses only. Other events are not concerned."
      >
        {({ onChange, ...field }) => <LinksPicker {...field} {...scope} onValueChange={onChange} />}
      </FormField>
    </Disclosure>
  );
}

type PickerProps = Omit<React.ComponentProps<typeof MultiCombobox>, "options">;

/** By name: the same tag of several audiences is one. A name that no contact has yet can be typed. */
function TagsPicker({
  workspace,
  audiences,
  value,
  onValueChange,
  ...control
}: PickerProps & { workspace: string; audiences: Audiences }) {
  const [search, setSearch] = useState("");
  const names = useQueries({
    queries: audiences.map(({ id }) => ({
      ...tagOptionsQuery({ workspace, audienceId: id }, search.trim()),
      placeholderData: keepPreviousData,
    })),
    combine: (results) => [...new Set(results.flatMap(({ data }) => data?.items.map(({ name }) => name) ?? []))],
  });
  return (
    <MultiCombobox
      {...control}
      value={value}
      onValueChange={onValueChange}
      options={names.sort().map(asOption)}
      placeholder="Any tag"
      searchPlaceholder="Search tags…"
      emptyText="No tag found. Type a name that contacts will get."
      onSearch={setSearch}
      onCreate={(name) => onValueChange([...value, name])}
      createLabel={(name) => `Use “${name}”, which no contact has yet`}
    />
  );
}

/** The links of the campaign once it has some; others are typed. */
function LinksPicker({ workspace, campaignId, value, onValueChange, ...control }: PickerProps & WebhookScope) {
  const { data } = useQuery({
    queryKey: [workspace, "webhook-links", campaignId],
    queryFn:
      campaignId === null ? skipToken : ({ signal }) => call(listLinksContract, workspace, { campaignId }, signal),
  });
  const urls = new Set([...(data?.items.map(({ url }) => url) ?? []), ...value]);
  return (
    <MultiCombobox
      {...control}
      value={value}
      onValueChange={onValueChange}
      options={[...urls].map(asOption)}
      placeholder="Any link"
      searchPlaceholder="https://example.com/sale"
      emptyText="Type the address of a link."
      onCreate={(url) => onValueChange([...value, url])}
      createLabel={(url) => `Add “${url}”`}
    />
  );
}

const asOption = (text: string): ComboboxOption => ({ value: text, label: text });
