import { SearchX, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { JourneyStatus } from "@/db/enums";
import type { RunTab } from "./filters";

const howToBegin: Record<JourneyStatus, string> = {
  draft: "Publish the journey, and everybody whom its trigger lets in appears here.",
  live: "Everybody whom the trigger lets in appears here, with where they are and what they wait for.",
  paused:
    "Nobody comes in while the journey is paused. Resume it, and everybody whom its trigger lets in appears here.",
};

export const NoRuns = ({ status, action }: { status: JourneyStatus; action: ReactNode }) => (
  <EmptyState icon={<Users />} title="Nobody has come in yet" description={howToBegin[status]} action={action} />
);

const nobody: Record<RunTab, { title: string; description: string }> = {
  open: { title: "Nobody is in it now", description: "Whoever comes in stands here until the way is over." },
  completed: { title: "Nobody has come to the end yet", description: "Whoever goes all the way stands here." },
  failed: { title: "No run has failed", description: "What could not go on stands here, with the reason." },
  stopped: {
    title: "No run was stopped",
    description: "Runs that you stop, and those of deleted contacts, stand here.",
  },
};

export const NoneInState = ({ state }: { state: RunTab }) => <EmptyState icon={<Users />} {...nobody[state]} />;

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    icon={<SearchX />}
    title="No run matches"
    description="Try another block or contact, or another state."
    action={
      <Button variant="outline" onClick={onClear}>
        Clear filters
      </Button>
    }
  />
);
