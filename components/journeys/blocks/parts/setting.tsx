"use client";

import { createContext, type ReactNode, use, useId } from "react";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";

/** What is wrong with the settings that are open, by path; empty while nobody wants to know yet. */
export const ProblemsContext = createContext<ReadonlyMap<string, string>>(new Map());
export const useProblem = (path: string): string | undefined => use(ProblemsContext).get(path);

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** One setting: its label, its control, what is wrong with it. */
export function Setting({
  path,
  label,
  description,
  optional,
  action,
  orientation = "vertical",
  children,
}: {
  /** Where it stands in the settings: `auth.token`. */
  path: string;
  label: ReactNode;
  description?: ReactNode;
  optional?: boolean;
  /** A small button at the right end of the label. */
  action?: ReactNode;
  orientation?: "vertical" | "horizontal";
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const problem = useProblem(path);
  const described = [problem ? `${id}-error` : "", description ? `${id}-help` : ""].filter(Boolean).join(" ");
  const control = children({
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": problem ? true : undefined,
  });
  const title = (
    <FieldLabel
      htmlFor={id}
      optional={optional}
      // As high as the words beside it, so that fields with an action keep their distance.
      action={action ? <span className="flex h-4 items-center">{action}</span> : undefined}
    >
      {label}
    </FieldLabel>
  );
  const notes = (
    <>
      <FieldError id={`${id}-error`}>{problem}</FieldError>
      {description ? <FieldDescription id={`${id}-help`}>{description}</FieldDescription> : null}
    </>
  );
  if (orientation === "horizontal")
    return (
      <Field orientation="horizontal">
        <div className="flex min-w-0 flex-col gap-1">
          {title}
          {notes}
        </div>
        {control}
      </Field>
    );
  return (
    <Field>
      {title}
      {control}
      {notes}
    </Field>
  );
}

/** Settings that belong together under a heading. */
export function Settings({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-4 border-t pt-4 first:border-t-0 first:pt-0">
      <h3 className="font-semibold text-table">{title}</h3>
      {children}
    </section>
  );
}
