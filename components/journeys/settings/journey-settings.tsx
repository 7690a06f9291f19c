"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Time } from "@/components/ui/time";
import { call, pathOf } from "@/lib/http/client";
import {
  createJourneyContract,
  enterJourneyContract,
  type Journey,
  saveJourneyContract,
} from "@/lib/journeys/contract";
import { DeleteJourneyDialog } from "../delete-journey-dialog";
import { journeysPath } from "../paths";
import { journeyQuery, keepJourney } from "../queries";
import type { JourneyScreen } from "../scope";

/** What a journey is, apart from its blocks. */
export function JourneySettings({ canWrite, origin, ...scope }: JourneyScreen & { origin: string }) {
  const { workspace } = scope;
  const { data: journey } = useQuery(journeyQuery(scope));
  if (journey === undefined) return null;
  return (
    <>
      <Card>
        <CardHeader title="General" />
        <CardContent className="flex flex-col gap-5">
          <NameForm workspace={workspace} journey={journey} canWrite={canWrite} />
          <KeyValueList>
            <KeyValue label="ID" mono copy={journey.id}>
              {journey.id}
            </KeyValue>
            <KeyValue label="Audience">
              <Link
                href={`/${workspace}/audiences/${journey.audienceId}`}
                className="underline decoration-border underline-offset-4 hover:decoration-foreground"
              >
                {journey.audienceName}
              </Link>
            </KeyValue>
            <KeyValue label="Created">
              <Time value={journey.createdAt} />
            </KeyValue>
          </KeyValueList>
        </CardContent>
      </Card>
      <Card>
        <CardHeader
          title="Put contacts in"
          description="By your own systems, whatever its trigger is, while the journey is live. What stands in data is read as event.data."
        />
        <CardContent>
          <CodeBlock title="Put one contact in" code={enterCommand(origin, workspace, journey.id)} wrap />
        </CardContent>
      </Card>
      {canWrite ? <DeleteCard workspace={workspace} journey={journey} /> : null}
    </>
  );
}

const enterCommand = (origin: string, workspace: string, journeyId: string): string =>
  [
    `curl -X POST "${origin}${pathOf(enterJourneyContract, workspace, { journeyId })}"`,
    `  -H "Authorization: Bearer $TIDEGATE_API_KEY"`,
    `  -H "Content-Type: application/json"`,
    `  -d '{"contactId": "con_…", "data": {"plan": "pro"}}'`,
  ].join(" \\\n");

const nameSchema = z.object({ name: createJourneyContract.body.shape.name });

function NameForm({ workspace, journey, canWrite }: { workspace: string; journey: Journey; canWrite: boolean }) {
  const queries = useQueryClient();
  const form = useForm({
    resolver: zodResolver(nameSchema),
    values: { name: journey.name },
    resetOptions: { keepDirtyValues: true },
    disabled: !canWrite,
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ name }) => {
        const saved = await call(saveJourneyContract, workspace, { journeyId: journey.id, name });
        form.reset({ name: saved.name });
        keepJourney(queries, workspace, saved);
        toast.success("Journey renamed.");
      }}
    >
      <FormError />
      <FormField
        control={form.control}
        name="name"
        label="Name"
        description="Contacts never see it; webhooks and templates can carry it."
      >
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      {canWrite ? (
        <FormActions>
          <SubmitButton disabled={!form.formState.isDirty}>Save name</SubmitButton>
        </FormActions>
      ) : null}
    </Form>
  );
}

function DeleteCard({ workspace, journey }: { workspace: string; journey: Journey }) {
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  return (
    <Card className="pb-4">
      <CardHeader
        title="Delete the journey"
        description="Its blocks, its versions and what it did for each contact. No contact is deleted."
        actions={
          <Button variant="danger" onClick={() => setAsked(true)}>
            Delete journey
          </Button>
        }
      />
      {asked ? (
        <DeleteJourneyDialog
          workspace={workspace}
          journey={journey}
          onClose={() => setAsked(false)}
          onDeleted={() => router.push(journeysPath(workspace))}
        />
      ) : null}
    </Card>
  );
}
