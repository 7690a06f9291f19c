import type { AudienceScreen } from "@/components/audiences/scope";
import { Callout } from "@/components/ui/callout";
import { ImportTable } from "./import-table";
import { UploadPanel } from "./upload-panel";

/** Where an import begins, and what became of earlier ones. */
export function ImportHome({ canWrite, ...scope }: AudienceScreen) {
  return (
    <>
      <section aria-labelledby="import-title" className="flex flex-col gap-3">
        <h2 id="import-title" className="font-semibold text-heading">
          Import contacts
        </h2>
        {canWrite ? (
          <UploadPanel {...scope} />
        ) : (
          <Callout>Your role can see imports, but not start one. Ask an admin of this workspace.</Callout>
        )}
      </section>
      <section aria-labelledby="imports-title" className="flex flex-col gap-3">
        <h2 id="imports-title" className="font-semibold text-heading">
          Earlier imports
        </h2>
        <ImportTable {...scope} />
      </section>
    </>
  );
}
