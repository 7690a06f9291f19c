"use client";

import { Card, CardContent } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { usePace } from "@/components/ui/use-pace";

/** How far a rebuild has come, and how fast since this page looks at it. */
export function BuildProgress({ building: { done, total } }: { building: { done: number; total: number } }) {
  const pace = usePace(done, total);
  return (
    <Card>
      <CardContent>
        <Progress label="Building: every contact is looked at" done={done} total={total} unit="contacts" {...pace} />
      </CardContent>
    </Card>
  );
}
