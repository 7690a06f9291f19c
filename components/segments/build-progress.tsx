"use client";

import { useEffect, useState } from "react";
import { Card, CardContent } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";

interface Seen {
  done: number;
  atMs: number;
}

/** How far a rebuild has come, and how fast since this page looks at it. */
export function BuildProgress({ building: { done, total } }: { building: { done: number; total: number } }) {
  const [first, setFirst] = useState<Seen | null>(null);
  const [rate, setRate] = useState<number>();
  useEffect(() => {
    const now = { done, atMs: Date.now() };
    // A newer version of the rules starts from nothing again.
    if (first === null || done < first.done) setFirst(now);
    else if (done > first.done) setRate(((done - first.done) * 1000) / Math.max(1, now.atMs - first.atMs));
  }, [done, first]);
  const secondsLeft = rate ? Math.ceil((total - done) / rate) : undefined;
  return (
    <Card>
      <CardContent>
        <Progress
          label="Building: every contact is looked at"
          done={done}
          total={total}
          unit="contacts"
          rate={rate}
          remaining={
            secondsLeft === undefined
              ? undefined
              : secondsLeft < 60
                ? `about ${secondsLeft} s left`
                : `about ${Math.ceil(secondsLeft / 60)} min left`
          }
        />
      </CardContent>
    </Card>
  );
}
