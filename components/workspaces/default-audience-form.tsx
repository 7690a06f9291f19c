"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Select } from "@/components/ui/select";
import { call } from "@/lib/http/client";
import { updateWorkspaceContract } from "@/lib/workspaces/contract";

const formSchema = z.object({ defaultAudienceId: z.string().min(1, "Choose an audience") });

/** Which audience new inbound webhooks start with. */
export function DefaultAudienceForm({
  workspace,
  audiences,
  defaultAudienceId,
  mayChange,
}: {
  workspace: string;
  audiences: readonly { id: string; name: string }[];
  /** The oldest one while none was chosen; null when there is none. */
  defaultAudienceId: string | null;
  mayChange: boolean;
}) {
  const form = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { defaultAudienceId: defaultAudienceId ?? "" },
    disabled: !mayChange,
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await call(updateWorkspaceContract, workspace, values);
        form.reset(values);
        toast.success("Default audience saved");
      }}
    >
      <FormField
        control={form.control}
        name="defaultAudienceId"
        label="Default audience"
        description={
          audiences.length === 0
            ? "There is no audience yet: create one first."
            : "New inbound webhooks put contacts here unless they say otherwise. Those that exist stay as they are."
        }
      >
        {({ onChange, ...field }) => (
          <Select
            {...field}
            options={audiences.map(({ id, name }) => ({ value: id, label: name }))}
            placeholder="Choose…"
            onValueChange={onChange}
          />
        )}
      </FormField>
      <FormError />
      {mayChange ? (
        <FormActions>
          <SubmitButton disabled={!form.formState.isDirty}>Save audience</SubmitButton>
        </FormActions>
      ) : (
        <p className="text-meta text-muted-foreground">Only admins may change this.</p>
      )}
    </Form>
  );
}
