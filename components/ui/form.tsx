"use client";

import { type ReactNode, useId } from "react";
import {
  type Control,
  type ControllerFieldState,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useController,
  useFormContext,
} from "react-hook-form";
import { Button, type ButtonProps } from "./button";
import { Callout } from "./callout";
import { cn } from "./cn";
import { Field, FieldDescription, FieldError, FieldLabel } from "./field";

/** What a failed request tells a form: one sentence, and where it concerns single fields, their paths. */
export type FormFailure = { message: string; issues?: { path: string | (string | number)[]; message: string }[] };

function isFormFailure(error: unknown): error is FormFailure {
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string";
}

/** Puts issues at their fields and focuses the first; whatever has no field goes to `<FormError/>`. */
export function showFailure<TValues extends FieldValues, TContext, TOutput>(
  form: UseFormReturn<TValues, TContext, TOutput>,
  error: unknown,
) {
  const failure: FormFailure = isFormFailure(error) ? error : { message: "Something went wrong. Try again." };
  const values = form.getValues();
  const atFields = (failure.issues ?? []).flatMap(({ path, message }) => {
    const name = typeof path === "string" ? path : path.join(".");
    return (name.split(".")[0] ?? "") in values ? [{ name: name as FieldPath<TValues>, message }] : [];
  });
  for (const [index, { name, message }] of atFields.entries()) {
    form.setError(name, { type: "server", message }, { shouldFocus: index === 0 });
  }
  if (atFields.length === 0) form.setError("root.server", { type: "server", message: failure.message });
}

/**
 * A form over react-hook-form. `onSubmit` gets parsed values and may throw: the error finds its field or `<FormError/>`.
 * Fields follow one another with the standard distance.
 */
export function Form<TValues extends FieldValues, TContext, TOutput>({
  form,
  onSubmit,
  className,
  children,
  id,
}: {
  form: UseFormReturn<TValues, TContext, TOutput>;
  onSubmit: (values: TOutput) => unknown;
  className?: string;
  children: ReactNode;
  id?: string;
}) {
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit(values);
    } catch (error) {
      showFailure(form, error);
    }
  });
  return (
    <FormProvider {...form}>
      <form
        id={id}
        noValidate
        className={cn("flex flex-col gap-5", className)}
        onSubmit={(event) => {
          // A form inside a dialog of another form must not submit both: React events cross portals.
          event.stopPropagation();
          if (form.formState.isSubmitting) event.preventDefault();
          else void submit(event);
        }}
      >
        {children}
      </form>
    </FormProvider>
  );
}

export type FormControlProps<TValues extends FieldValues, TName extends FieldPath<TValues>> = ControllerRenderProps<
  TValues,
  TName
> & { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/**
 * One field in a few lines: `<FormField control={form.control} name="email" label="Email">{(field) => <Input {...field} />}</FormField>`.
 * Controls that hand over values instead of events: `{({ onChange, ...field }) => <Select {...field} onValueChange={onChange} … />}`.
 */
export function FormField<
  TValues extends FieldValues,
  TName extends FieldPath<TValues>,
  TOutput extends FieldValues | undefined,
>({
  control,
  name,
  label,
  description,
  optional,
  action,
  orientation = "vertical",
  className,
  children,
}: {
  control: Control<TValues, unknown, TOutput>;
  name: TName;
  label: ReactNode;
  description?: ReactNode;
  optional?: boolean;
  /** Small link or counter at the right end of the label. */
  action?: ReactNode;
  orientation?: "vertical" | "horizontal";
  className?: string;
  children: (field: FormControlProps<TValues, TName>, state: ControllerFieldState) => ReactNode;
}) {
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  const helpId = description ? `${id}-help` : undefined;
  const errorId = fieldState.error ? `${id}-error` : undefined;
  const element = children(
    {
      ...field,
      id,
      "aria-describedby": [errorId, helpId].filter(Boolean).join(" ") || undefined,
      "aria-invalid": fieldState.invalid || undefined,
    },
    fieldState,
  );
  const title = (
    <FieldLabel htmlFor={id} optional={optional} action={action}>
      {label}
    </FieldLabel>
  );
  const notes = (
    <>
      <FieldError id={errorId}>{fieldState.error?.message}</FieldError>
      {description ? <FieldDescription id={helpId}>{description}</FieldDescription> : null}
    </>
  );
  if (orientation === "horizontal") {
    return (
      <Field orientation="horizontal" className={className}>
        <div className="flex min-w-0 flex-col gap-1">
          {title}
          {notes}
        </div>
        {element}
      </Field>
    );
  }
  return (
    <Field className={className}>
      {title}
      {element}
      {notes}
    </Field>
  );
}

/** What went wrong with the whole request. Renders nothing while all is well. */
export function FormError() {
  const { formState } = useFormContext();
  const message = formState.errors.root?.server?.message;
  return message ? <Callout tone="danger">{String(message)}</Callout> : null;
}

/** The submit button; spins while the form is being sent. */
export function SubmitButton({ children, ...props }: Omit<ButtonProps, "type" | "loading">) {
  const { formState } = useFormContext();
  return (
    <Button type="submit" variant="primary" loading={formState.isSubmitting} {...props}>
      {children}
    </Button>
  );
}

/** The last row of a form: buttons at the right. */
export function FormActions({ className, ...props }: React.ComponentProps<"div">) {
  return <div className={cn("flex flex-wrap items-center justify-end gap-2 pt-1", className)} {...props} />;
}
