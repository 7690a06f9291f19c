"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

/** Asks for the name of a group or tag, a new one or another one. `onSubmit` may throw: the error is shown at the name. */
export function NameDialog({
  open,
  onOpenChange,
  ...form
}: Omit<NameFormProps, "close"> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent size="sm" title={form.title} description={form.description}>
        <NameForm {...form} close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface NameFormProps {
  /** The contract's own schema of the name. */
  schema: z.ZodType<string, string>;
  initial?: string;
  placeholder?: string;
  submitLabel: string;
  onSubmit: (name: string) => Promise<void>;
  close: () => void;
  /** Below the name: another way out of a failure. */
  children?: ReactNode;
}

function NameForm({ schema, initial = "", placeholder, submitLabel, onSubmit, close, children }: NameFormProps) {
  const form = useForm({ resolver: zodResolver(z.object({ name: schema })), defaultValues: { name: initial } });
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async ({ name }) => {
        await onSubmit(name);
        close();
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        <FormField control={form.control} name="name" label="Name">
          {(field) => <Input {...field} autoFocus autoComplete="off" placeholder={placeholder} />}
        </FormField>
        {children}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <SubmitButton>{submitLabel}</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
