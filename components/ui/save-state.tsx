import { CircleCheck, CircleX, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { Spinner } from "./spinner";

const looks = {
  saved: { text: "Saved", icon: <CircleCheck aria-hidden />, className: undefined },
  unsaved: { text: "Not saved yet", icon: <Pencil aria-hidden />, className: undefined },
  saving: { text: "Saving…", icon: <Spinner />, className: undefined },
  failed: { text: "Not saved", icon: <CircleX aria-hidden />, className: "text-danger-foreground" },
};
export type SaveLook = keyof typeof looks;

/** Whether what is on the screen is kept, in a word; `onRetry` offers another try after one that failed. */
export function SaveState({ look, text, onRetry }: { look: SaveLook; text?: ReactNode; onRetry?: () => void }) {
  const { icon, className, text: usual } = looks[look];
  return (
    <span className="flex items-center gap-2">
      <span
        role="status"
        className={cn("flex items-center gap-1.5 text-meta text-muted-foreground [&_svg]:size-3.5", className)}
      >
        {icon}
        {text ?? usual}
      </span>
      {look === "failed" && onRetry ? (
        <Button variant="outline" size="sm" onClick={onRetry}>
          Save again
        </Button>
      ) : null}
    </span>
  );
}
