"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX, Users, Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AudienceScreen } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import type { Field } from "@/lib/audiences/fields/contract";
import { fieldTypes } from "@/lib/mapping/field-types";

/** A new audience: the ways in. */
export function NoContacts({ canWrite, addButton, ...scope }: AudienceScreen & { addButton: ReactNode }) {
  const fields = useQuery(fieldsQuery(scope));
  return (
    <EmptyState
      icon={<Users />}
      title="No contacts yet"
      description={
        canWrite
          ? "Add one by hand, import a CSV file, or let forms, shops and CRMs post them to this audience's webhook. Its URL is in Settings."
          : "Contacts appear here when somebody adds them or a form posts them to this audience's webhook."
      }
      action={
        canWrite ? (
          <>
            {addButton}
            <Button variant="outline" asChild>
              <Link href={`/${scope.workspace}/audiences/${scope.audienceId}/settings`}>
                <Webhook />
                Open webhook settings
              </Link>
            </Button>
          </>
        ) : null
      }
      code={
        canWrite ? (
          <CodeBlock
            title="Adds a contact, with the URL from Settings"
            language="bash"
            code={sampleCommand(fields.data?.items ?? [])}
          />
        ) : null
      }
    />
  );
}

/** A request with an address and what the audience asks for; without required fields the first one shows how they are sent. */
function sampleCommand(fields: readonly Field[]): string {
  const required = fields.filter((field) => field.required);
  const shown = required.length > 0 ? required : fields.slice(0, 1);
  const body = {
    email: "jane@example.com",
    ...Object.fromEntries(
      shown.map((field) => [field.key, field.key === "first_name" ? "Jane" : fieldTypes[field.type].example(field)]),
    ),
  };
  return `curl "$WEBHOOK_URL" \\\n  -H "Content-Type: application/json" \\\n  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`;
}

/** Filters that leave nothing over. */
export function NoMatch({ searched, onClear }: { searched: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="No contact matches"
      description={
        searched
          ? "Every word of the search must be the beginning of a word of the address or the name."
          : "No contact has all of these properties."
      }
      action={
        <Button variant="outline" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  );
}
