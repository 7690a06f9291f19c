"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsKey } from "@/components/data-fields/queries";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { createFieldContract } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";
import { fieldTypeNames, fieldTypes } from "@/lib/mapping/field-types";

/** A choice needs its options, which Data fields asks for. */
const typeOptions = fieldTypeNames.flatMap((type) =>
  type === "choice" ? [] : { value: type, label: fieldTypes[type].label, description: fieldTypes[type].description },
);

const schema = createFieldContract.body.pick({ label: true, type: true });

interface NewFieldProps extends AudienceScope {
  label: string;
  onClose: () => void;
  /** With the key of the new field. */
  onCreated: (key: string) => void;
}

/** Makes a data field for a column that has none. */
export function NewFieldDialog(props: NewFieldProps) {
  return (
    <Dialog open onOpenChange={props.onClose}>
      <DialogContent
        size="sm"
        title="Create a data field"
        description="It belongs to the audience from now on, also when you do not go on with this import."
      >
        <NewFieldForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function NewFieldForm({ label, onClose, onCreated, workspace, audienceId }: NewFieldProps) {
  const queries = useQueryClient();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { label, type: "text" as const } });
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async (values) => {
        const field = await call(createFieldContract, workspace, { audienceId, ...values });
        await queries.invalidateQueries({ queryKey: fieldsKey({ workspace, audienceId }) });
        onCreated(field.key);
        onClose();
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        <FormField control={form.control} name="label" label="Label">
          {(field) => <Input {...field} autoFocus autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="type" label="Type">
          {({ onChange, ref: _ref, onBlur: _onBlur, ...field }) => (
            <Select {...field} options={typeOptions} onValueChange={onChange} />
          )}
        </FormField>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <SubmitButton>Create field</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
