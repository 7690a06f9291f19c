import { Fragment, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, TableBody, TableCell, TableContainer, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type ReferenceRow, spellingsOf } from "@/lib/inbound/setup/field-reference";

/** Every key that a request may have; `children` says what becomes of other keys and of empty values. */
export function FieldsView({ rows, children }: { rows: readonly ReferenceRow[]; children: ReactNode }) {
  const spelled = spellingsOf(rows.find((row) => row.label !== null && row.key.includes("_"))?.key ?? "first_name");
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[44rem] text-pretty text-muted-foreground text-table">
        Capitals, spaces, <code className="text-mono">_</code> and <code className="text-mono">-</code> make no
        difference in a key:{" "}
        {spelled.map((spelling, index) => (
          <Fragment key={spelling}>
            {index === 0 ? "" : index === spelled.length - 1 ? " and " : ", "}
            <code className="text-foreground text-mono">{spelling}</code>
          </Fragment>
        ))}{" "}
        are the same field. {children}
      </p>
      <TableContainer label="Field reference">
        <Table aria-label="Field reference">
          <TableHeader>
            <tr>
              <TableHead>Key</TableHead>
              <TableHead>Takes</TableHead>
              <TableHead className="max-md:hidden">Default</TableHead>
              <TableHead className="max-sm:hidden">Example</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <ReferenceLine key={row.key} row={row} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </div>
  );
}

function ReferenceLine({ row }: { row: ReferenceRow }) {
  return (
    <TableRow className="align-top">
      <TableCell className="py-2">
        <span className="flex items-center gap-1.5 max-sm:flex-wrap">
          <code className="text-mono">{row.key}</code>
          {row.required ? <Badge tone="warning">Required</Badge> : null}
          {row.private ? <Badge outline>Private</Badge> : null}
        </span>
        {row.label ? <span className="block text-meta text-muted-foreground">{row.label}</span> : null}
      </TableCell>
      <TableCell className="py-2">
        {row.type}
        <span className="block text-pretty text-meta text-muted-foreground [overflow-wrap:anywhere]">{row.note}</span>
      </TableCell>
      <TableCell className="py-2 text-mono max-md:hidden">
        {row.defaultValue === null ? <span className="text-muted-foreground">–</span> : String(row.defaultValue)}
      </TableCell>
      <TableCell className="py-2 max-sm:hidden">
        <span className="flex items-start gap-1">
          <code className="min-w-0 text-mono [overflow-wrap:anywhere]">{String(row.example)}</code>
          <CopyButton value={String(row.example)} label={`Copy example of ${row.key}`} className="-my-1 size-6" />
        </span>
      </TableCell>
    </TableRow>
  );
}
