"use client";

import { type FormEvent, type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { AlertDialog, AlertDialogCancel, AlertDialogContent, AlertDialogTrigger } from "./alert-dialog";
import { Button } from "./button";
import { Callout } from "./callout";
import { DialogBody, DialogFooter } from "./dialog";
import { Field, FieldLabel } from "./field";
import { Input } from "./input";

type ConfirmDialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** What breaks, one line each. */
  consequences?: ReactNode[];
  /** Says what happens: "Regenerate URL". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "danger" | "primary";
  /** Has to be typed before the button works. */
  confirmText?: string;
  /** May be asynchronous and may throw: the dialog waits, then closes or shows the sentence. */
  onConfirm: () => unknown;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
};

/** Asks before something is lost and names what breaks. Give it a `trigger`, or `open` and `onOpenChange`. */
export function ConfirmDialog({ trigger, open, onOpenChange, title, description, ...rest }: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const inputRef = useRef<HTMLInputElement>(null);
  const setOpen = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  return (
    <AlertDialog open={open ?? ownOpen} onOpenChange={setOpen}>
      {trigger ? <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger> : null}
      <AlertDialogContent
        title={title}
        description={description}
        onOpenAutoFocus={(event) => {
          // Where something has to be typed, typing starts at once; otherwise the focus is on Cancel.
          if (!inputRef.current) return;
          event.preventDefault();
          inputRef.current.focus();
        }}
      >
        <ConfirmForm {...rest} inputRef={inputRef} close={() => setOpen(false)} />
      </AlertDialogContent>
    </AlertDialog>
  );
}

function ConfirmForm({
  consequences = [],
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "danger",
  confirmText,
  onConfirm,
  children,
  inputRef,
  close,
}: Omit<ConfirmDialogProps, "title" | "description" | "trigger" | "open" | "onOpenChange"> & {
  inputRef: RefObject<HTMLInputElement | null>;
  close: () => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const ready = confirmText === undefined || typed.trim() === confirmText;

  async function confirm(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (!ready || pending) return;
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setFailure(error instanceof Error && error.message ? error.message : "That did not work. Try again.");
    } finally {
      setPending(false);
    }
  }

  const hasBody = consequences.length > 0 || confirmText !== undefined || failure || children;
  return (
    <form onSubmit={confirm} className="flex min-h-0 flex-1 flex-col">
      {hasBody ? (
        <DialogBody className="flex flex-col gap-4">
          {consequences.length > 0 ? (
            <ul className="flex list-disc flex-col gap-1 pl-4 text-table marker:text-muted-foreground">
              {consequences.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines are constants of the caller.
                <li key={index}>{line}</li>
              ))}
            </ul>
          ) : null}
          {children}
          {confirmText !== undefined ? (
            <Field>
              <FieldLabel htmlFor={id}>
                <span>
                  Type <span className="rounded-sm bg-muted px-1 py-0.5 text-mono">{confirmText}</span> to confirm
                </span>
              </FieldLabel>
              <Input
                id={id}
                ref={inputRef}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
              />
            </Field>
          ) : null}
          {failure ? <Callout tone="danger">{failure}</Callout> : null}
        </DialogBody>
      ) : (
        <div className="h-4" />
      )}
      <DialogFooter>
        <AlertDialogCancel asChild>
          <Button variant="outline" disabled={pending}>
            {cancelLabel}
          </Button>
        </AlertDialogCancel>
        <Button type="submit" variant={tone} loading={pending} disabled={!ready}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
