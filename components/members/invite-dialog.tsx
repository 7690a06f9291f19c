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
import type { MemberRole } from "@/db/enums";
import { call } from "@/lib/http/client";
import { createInvitationContract, type NewInvitation } from "@/lib/workspaces/contract";
import { InvitationLink } from "./invitation-link";
import { invitationsQuery } from "./queries";
import { rolesGivenBy } from "./role-options";

interface InviteProps {
  workspace: string;
  giver: MemberRole;
  mailIsSent: boolean;
}

/** Asks whom to invite, then shows the link once. */
export function InviteDialog({
  open,
  onOpenChange,
  ...props
}: InviteProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Invite member" description="They get a link that is valid for seven days.">
        <Invite {...props} close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Invite({ workspace, giver, mailIsSent, close }: InviteProps & { close: () => void }) {
  const queries = useQueryClient();
  const [made, setMade] = useState<NewInvitation | null>(null);
  const form = useForm({
    resolver: zodResolver(createInvitationContract.body),
    defaultValues: { email: "", role: "marketer" as const },
  });
  if (made !== null)
    return (
      <>
        <DialogBody>
          <InvitationLink invitation={made} mailIsSent={mailIsSent} />
        </DialogBody>
        <DialogFooter>
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        </DialogFooter>
      </>
    );
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async (values) => {
        setMade(await call(createInvitationContract, workspace, values));
        await queries.invalidateQueries(invitationsQuery(workspace));
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormField control={form.control} name="email" label="Email">
          {(field) => <Input {...field} type="email" autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="role" label="Role">
          {({ onChange, ref, ...field }) => (
            <RadioCards {...field} options={rolesGivenBy(giver)} onValueChange={onChange} />
          )}
        </FormField>
        <FormError />
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={close}>
          Cancel
        </Button>
        <SubmitButton>{mailIsSent ? "Send invitation" : "Create invitation"}</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
