"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { SecretPanel } from "@/components/ui/secret-panel";
import { call } from "@/lib/http/client";
import { apiKeyRoles, createApiKeyContract, type NewApiKey } from "@/lib/workspaces/contract";
import { roleTexts } from "@/lib/workspaces/roles";
import { apiKeysQuery } from "./queries";

const roleOptions = apiKeyRoles.map((role) => ({ value: role, ...roleTexts[role] }));

interface CreateKeyProps {
  workspace: string;
  apiUrl: string;
}

/** Asks what the key is for, then shows it once. */
export function CreateKeyDialog({
  open,
  onOpenChange,
  ...props
}: CreateKeyProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Create API key" description="One key per system: then you can revoke it alone.">
        <CreateKey {...props} close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function CreateKey({ workspace, apiUrl, close }: CreateKeyProps & { close: () => void }) {
  const queries = useQueryClient();
  const [made, setMade] = useState<NewApiKey | null>(null);
  const form = useForm({
    resolver: zodResolver(createApiKeyContract.body),
    defaultValues: { name: "", role: "marketer" as const },
  });
  if (made !== null)
    return (
      <DialogBody>
        <SecretPanel
          description="Only its hash is stored. If it gets lost, revoke it and create another one."
          secrets={[
            { label: "API key", value: made.key },
            { label: "Try it", value: `curl -H "Authorization: Bearer ${made.key}" ${apiUrl}` },
          ]}
          onSaved={close}
        />
      </DialogBody>
    );
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async (values) => {
        setMade(await call(createApiKeyContract, workspace, values));
        await queries.invalidateQueries(apiKeysQuery(workspace));
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormField control={form.control} name="name" label="Name" description="The system that will use it.">
          {(field) => <Input {...field} autoComplete="off" placeholder="Shop backend" />}
        </FormField>
        <FormField control={form.control} name="role" label="Role">
          {({ onChange, ref, ...field }) => <RadioCards {...field} options={roleOptions} onValueChange={onChange} />}
        </FormField>
        <FormError />
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={close}>
          Cancel
        </Button>
        <SubmitButton>Create key</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
