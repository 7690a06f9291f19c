import { KeyValue } from "@/components/ui/key-value";
import { Time } from "@/components/ui/time";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { OutcomeBadge } from "./outcome-badge";

const link = "rounded-sm text-link underline-offset-4 hover:underline";

/** What a request was a replay of, and what came of its own replays. */
export function ReplayLinks({
  request: { replayOf, replays },
  onOpen,
}: {
  request: InboundRequestDetail;
  onOpen: (requestId: string) => void;
}) {
  return (
    <>
      {replayOf === null ? null : (
        <KeyValue label="Replay of">
          <button type="button" className={`${link} text-mono`} onClick={() => onOpen(replayOf)}>
            {replayOf}
          </button>
        </KeyValue>
      )}
      {replays.length === 0 ? null : (
        <KeyValue label="Replays">
          <ul className="flex flex-col gap-1">
            {replays.map(({ id, outcome, status, createdAt }) => (
              <li key={id} className="flex items-center gap-2">
                <OutcomeBadge outcome={outcome} status={status} />
                <button type="button" className={link} onClick={() => onOpen(id)}>
                  <Time value={createdAt} format="exact" />
                </button>
              </li>
            ))}
          </ul>
        </KeyValue>
      )}
    </>
  );
}
