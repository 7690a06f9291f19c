"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { createAudienceContract } from "@/lib/audiences/contract";
import { call } from "@/lib/http/client";
import { audiencesKey } from "./queries";

/** Asks for a name and whether new contacts have to confirm; then opens the new audience. */
export function CreateAudienceDialog({ workspace, trigger }: { workspace: string; trigger: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title="Create audience"
        description="A list of contacts with its own data fields, groups and tags."
      >
        <CreateAudienceForm workspace={workspace} />
      </DialogContent>
    </Dialog>
  );
}

function CreateAudienceForm({ workspace }: { workspace: string }) {
  const router = useRouter();
  const queries = useQueryClient();
  const form = useForm({
    resolver: zodResolver(createAudienceContract.body),
    defaultValues: { name: "", doubleOptIn: false },
  });

  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async (values) => {
        const audience = await call(createAudienceContract, workspace, values);
        void queries.invalidateQueries({ queryKey: audiencesKey(workspace) });
        toast.success(`${audience.name} is ready. Its webhook is in Settings.`);
        router.push(`/${workspace}/audiences/${audience.id}`);
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        <FormField control={form.control} name="name" label="Name" description="Contacts see it in confirmation mails.">
          {(field) => <Input {...field} autoFocus autoComplete="off" placeholder="Newsletter" />}
        </FormField>
        <FormField
          control={form.control}
          name="doubleOptIn"
          label="Double opt-in"
          description="New contacts stay Pending until they confirm their address by mail."
          orientation="horizontal"
        >
          {({ value, onChange, ...field }) => <Switch {...field} checked={value} onCheckedChange={onChange} />}
        </FormField>
      </DialogBody>
      <DialogFooter>
        <SubmitButton>Create audience</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
