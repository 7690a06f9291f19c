"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { OpenSession } from "@/lib/auth/list-sessions";
import { authClient, succeed } from "./auth-client";
import { describeUserAgent } from "./describe-user-agent";

/** Where one is signed in, with a way to end each session. */
export function SessionsList({ sessions }: { sessions: OpenSession[] }) {
  const router = useRouter();
  const [ending, setEnding] = useState<string | null>(null);
  const others = sessions.some((session) => !session.current);

  async function end(what: string, done: string, request: () => Promise<unknown>) {
    setEnding(what);
    try {
      await request();
      toast.success(done);
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "That did not work. Try again.");
    } finally {
      setEnding(null);
    }
  }
  return (
    <Card>
      <CardHeader
        title="Sessions"
        description="Where you are signed in. A session ends after 30 days without use."
        actions={
          others ? (
            <Button
              variant="outline"
              size="sm"
              loading={ending === "others"}
              onClick={() =>
                end("others", "Signed out everywhere else", () => succeed(authClient.revokeOtherSessions()))
              }
            >
              Sign out everywhere else
            </Button>
          ) : null
        }
      />
      <CardContent>
        <ul className="flex flex-col divide-y">
          {sessions.map((session) => (
            <li key={session.id} className="flex items-center justify-between gap-4 py-2.5 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <p className="flex items-center gap-2 font-medium text-table">
                  <span className="truncate">{describeUserAgent(session.userAgent)}</span>
                  {session.current ? <Badge tone="success">This browser</Badge> : null}
                </p>
                <p className="text-meta text-muted-foreground">
                  {session.ip === null || session.ip === "" ? null : `${session.ip} · `}
                  Signed in <Time value={session.createdAt} />
                </p>
              </div>
              {session.current ? null : (
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Sign out ${describeUserAgent(session.userAgent)}`}
                  loading={ending === session.id}
                  onClick={() =>
                    end(session.id, "Session ended", () => succeed(authClient.revokeSession({ token: session.token })))
                  }
                >
                  Sign out
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
