"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { NameDialog } from "@/components/audiences/name-dialog";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { createTagContract, type Tag, updateTagContract } from "@/lib/audiences/tags/contract";
import { ApiError, call } from "@/lib/http/client";
import { matchName } from "@/lib/mapping/match-key";
import { tagOptionsQuery, tagsKey } from "./queries";

type DialogProps = AudienceScope & { onClose: () => void };

export function CreateTagDialog({ onClose, ...scope }: DialogProps) {
  const queries = useQueryClient();
  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title="Create tag"
      description="Tags that come with requests are created by themselves."
      schema={createTagContract.body.shape.name}
      placeholder="customer"
      submitLabel="Create tag"
      onSubmit={async (name) => {
        const tag = await call(createTagContract, scope.workspace, { audienceId: scope.audienceId, name });
        await queries.invalidateQueries({ queryKey: tagsKey(scope) });
        toast.success(`Tag ${tag.name} created.`);
      }}
    />
  );
}

/** Renames a tag. When another one has the name already, it offers to merge the two. */
export function RenameTagDialog({
  tag,
  onClose,
  onMerge,
  ...scope
}: DialogProps & { tag: Tag; onMerge: (into: Tag) => void }) {
  const queries = useQueryClient();
  const [twin, setTwin] = useState<Tag | null>(null);

  async function findTwin(name: string) {
    const { items } = await queries.fetchQuery({ ...tagOptionsQuery(scope, name), staleTime: 0 });
    setTwin(items.find((other) => other.id !== tag.id && matchName(other.name) === matchName(name)) ?? null);
  }

  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title={`Rename ${tag.name}`}
      description="Its contacts keep it. Requests that send the old name will create it anew."
      schema={updateTagContract.body.shape.name}
      initial={tag.name}
      submitLabel="Rename tag"
      onSubmit={async (name) => {
        setTwin(null);
        try {
          await call(updateTagContract, scope.workspace, { audienceId: scope.audienceId, tagId: tag.id, name });
        } catch (error) {
          if (error instanceof ApiError && error.code === "conflict") await findTwin(name);
          throw error;
        }
        await queries.invalidateQueries({ queryKey: tagsKey(scope) });
        toast.success("Tag renamed.");
      }}
    >
      {twin ? (
        <Callout
          tone="info"
          action={
            <Button size="sm" variant="outline" onClick={() => onMerge(twin)}>
              Merge into {twin.name}
            </Button>
          }
        >
          Contacts with {tag.name} can get {twin.name} instead.
        </Callout>
      ) : null}
    </NameDialog>
  );
}
