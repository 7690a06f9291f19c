import { Callout } from "@/components/ui/callout";

/** What a reader would stumble over, one line each. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Callout
      tone="warning"
      title={warnings.length === 1 ? "One thing to look at" : `${warnings.length} things to look at`}
    >
      <ul className="list-disc pl-4">
        {warnings.map((warning) => (
          <li key={warning} className="[overflow-wrap:anywhere]">
            {warning}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
