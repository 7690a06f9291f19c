import { Badge } from "@/components/ui/badge";
import { Card, CardContent } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Table, TableBody, TableCell, TableContainer, TableHead, TableHeader, TableRow } from "@/components/ui/table";

export interface OperationProps {
  id: string;
  method: string;
  path: string;
  summary: string;
  fields: { name: string; where: string; type: string; required: boolean }[];
  curl: string;
}

/** One operation of the API: what it does, what it takes, how to call it. */
export function Operation({ id, method, path, summary, fields, curl }: OperationProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6">
      <Card>
        <CardContent className="flex flex-col gap-4">
          <div className="flex flex-col gap-2">
            <h3 id={`${id}-title`} className="font-semibold text-body">
              {summary}
            </h3>
            <div className="flex flex-wrap items-center gap-2">
              <Badge tone={method === "GET" ? "info" : method === "DELETE" ? "danger" : "success"} mono>
                {method}
              </Badge>
              <code className="break-all text-mono">{path}</code>
            </div>
          </div>
          <TableContainer label={`What ${summary} takes`}>
            <Table>
              <TableHeader>
                <TableRow>
                  <TableHead>Name</TableHead>
                  <TableHead>In</TableHead>
                  <TableHead>Type</TableHead>
                  <TableHead>Required</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {fields.map((field) => (
                  <TableRow key={`${field.where}-${field.name}`}>
                    <TableCell className="text-mono">{field.name}</TableCell>
                    <TableCell className="text-muted-foreground">{field.where}</TableCell>
                    <TableCell className="text-mono">{field.type}</TableCell>
                    <TableCell className="text-muted-foreground">{field.required ? "Yes" : "No"}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
          <CodeBlock code={curl} language="bash" title="curl" />
        </CardContent>
      </Card>
    </section>
  );
}
