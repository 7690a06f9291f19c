import Link from "next/link";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { SheetSection } from "@/components/ui/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TableBody, TableCell, TableContainer, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { doorLimits } from "@/lib/inbound/limits";
import type { Acceptance, AnswerFact } from "@/lib/inbound/setup/answers";

/** What comes back, and what to do about it. `commonIssues` is the start of a sentence list that ends at the request log. */
export function AnswersView({
  commonIssues,
  logHref,
  acceptances,
  example,
  refusals,
}: {
  commonIssues: ReactNode;
  logHref: string;
  acceptances: readonly Acceptance[];
  /** An answer that says yes. */
  example: object;
  refusals: readonly AnswerFact[];
}) {
  return (
    <div className="flex flex-col gap-6">
      <Callout title="Common issues">
        {commonIssues} The{" "}
        <Link href={logHref} className="underline underline-offset-4">
          request log
        </Link>{" "}
        shows what arrived and why it was refused.
      </Callout>
      <SheetSection title="Accepted">
        <p className="text-pretty text-muted-foreground text-table">
          The answer is sent once everything is stored. Its <code className="text-mono">outcome</code> says what
          happened.
        </p>
        <div className="grid gap-4 pt-1 md:grid-cols-2">
          <dl className="flex flex-col gap-2.5 text-table">
            {acceptances.map(({ outcome, meaning }) => (
              <div key={outcome}>
                <dt className="text-mono">{outcome}</dt>
                <dd className="text-muted-foreground">{meaning}</dd>
              </div>
            ))}
          </dl>
          <CodeBlock title="200 OK" language="json" code={JSON.stringify(example, null, 2)} wrap />
        </div>
      </SheetSection>
      <SheetSection title="Refused">
        <TableContainer label="Refusals by status">
          <Table aria-label="Refusals by status">
            <TableHeader>
              <tr>
                <TableHead>Status</TableHead>
                <TableHead>What it means, and what message says</TableHead>
                <TableHead className="max-md:hidden">What to do</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {refusals.map((fact) => (
                <RefusalLine key={`${fact.status} ${fact.meaning}`} fact={fact} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      </SheetSection>
      <SheetSection title="Sending again safely">
        <p className="max-w-[44rem] text-pretty text-muted-foreground text-table">
          Give each delivery a key of its own in an <code className="text-foreground text-mono">Idempotency-Key</code>{" "}
          header; <code className="text-foreground text-mono">webhook-id</code> works as well. If the same request comes
          again with the same key within {doorLimits.idempotencyHours} hours, nothing is done twice: it gets the first
          answer, with the header <code className="text-foreground text-mono">Idempotent-Replayed: true</code>. Refused
          requests are not remembered, so a corrected body may use the key again.
        </p>
      </SheetSection>
    </div>
  );
}

function RefusalLine({ fact }: { fact: AnswerFact }) {
  return (
    <TableRow className="align-top">
      <TableCell className="py-2.5">
        <StatusBadge tone={fact.status >= 500 ? "warning" : "danger"}>{fact.status}</StatusBadge>
      </TableCell>
      <TableCell className="py-2.5">
        <p className="text-pretty">{fact.meaning}</p>
        <p className="mt-1 text-pretty md:hidden">{fact.remedy}</p>
        {fact.says.map((words) => (
          <p key={words} className="mt-1 text-mono text-muted-foreground [overflow-wrap:anywhere]">
            {words}
          </p>
        ))}
      </TableCell>
      <TableCell className="py-2.5 text-pretty max-md:hidden">{fact.remedy}</TableCell>
    </TableRow>
  );
}
