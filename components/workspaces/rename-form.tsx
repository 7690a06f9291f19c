"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { call } from "@/lib/http/client";
import { updateWorkspaceContract, type Workspace, workspaceNameBody } from "@/lib/workspaces/contract";

export function RenameWorkspaceForm({ workspace, mayRename }: { workspace: Workspace; mayRename: boolean }) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(workspaceNameBody),
    defaultValues: { name: workspace.name },
    disabled: !mayRename,
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { name } = await call(updateWorkspaceContract, workspace.slug, values);
        form.reset({ name });
        toast.success("Workspace renamed");
        router.refresh();
      }}
    >
      <FormField
        control={form.control}
        name="name"
        label="Name"
        description={mayRename ? "The address and your integrations stay as they are." : "Only admins may rename it."}
      >
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      <FormError />
      {mayRename ? (
        <FormActions>
          <SubmitButton disabled={!form.formState.isDirty}>Save name</SubmitButton>
        </FormActions>
      ) : null}
    </Form>
  );
}
