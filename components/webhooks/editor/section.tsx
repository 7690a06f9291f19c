import type { ReactNode } from "react";
import { Card, CardContent, CardHeader } from "@/components/ui/card";

/** A part of the form under its heading. */
export const Section = ({
  title,
  description,
  actions,
  children,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <Card>
    <CardHeader title={title} description={description} actions={actions} />
    <CardContent className="flex flex-col gap-5">{children}</CardContent>
  </Card>
);
