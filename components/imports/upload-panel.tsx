"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Progress } from "@/components/ui/progress";
import type { Encoding } from "@/lib/imports/csv/decode";
import { DropZone } from "./drop-zone";
import { importKey, importsKey } from "./queries";
import { uploadFile } from "./upload-file";

interface Wanted {
  file: File;
  encoding: Encoding;
}

/** Takes a file and shows it on its way; then the import's own page opens. */
export function UploadPanel(scope: AudienceScope) {
  const router = useRouter();
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const controller = useRef<AbortController | null>(null);
  const upload = useMutation({
    mutationFn: ({ file, encoding }: Wanted) => {
      setSent(0);
      controller.current = new AbortController();
      return uploadFile(scope, file, { encoding, onProgress: setSent, signal: controller.current.signal });
    },
    onSuccess: (made) => {
      queries.setQueryData(importKey(scope, made.id), made);
      void queries.invalidateQueries({ queryKey: importsKey(scope) });
      router.push(`/${scope.workspace}/audiences/${scope.audienceId}/import/${made.id}`);
    },
  });
  const wanted = upload.variables;
  if (wanted !== undefined && (upload.isPending || upload.isSuccess))
    return (
      <section aria-label="Upload" className="rounded-lg border bg-card px-4 py-3">
        <Progress
          label={`Uploading ${wanted.file.name}`}
          done={Math.ceil(sent / 1024)}
          total={Math.ceil(wanted.file.size / 1024)}
          unit="KiB"
          remaining={sent >= wanted.file.size ? "reading the last rows" : undefined}
          onCancel={() => controller.current?.abort()}
        />
      </section>
    );
  const cancelled = upload.error?.name === "AbortError";
  return (
    <div className="flex flex-col gap-3">
      {upload.error !== null && !cancelled ? (
        <Callout
          tone="danger"
          title={`${wanted?.file.name ?? "The file"} was not taken`}
          action={
            wanted?.encoding === "utf-8" && upload.error.message.includes("UTF-8") ? (
              <Button
                variant="outline"
                size="sm"
                onClick={() => upload.mutate({ file: wanted.file, encoding: "windows-1252" })}
              >
                Upload as Windows-1252
              </Button>
            ) : null
          }
        >
          {upload.error.message}
        </Callout>
      ) : null}
      <DropZone onFile={(file) => upload.mutate({ file, encoding: "utf-8" })} />
    </div>
  );
}
