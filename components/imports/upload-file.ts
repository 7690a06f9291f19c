import type { AudienceScope } from "@/components/audiences/scope";
import type { ErrorCode } from "@/lib/errors";
import { ApiError, pathOf } from "@/lib/http/client";
import { type Import, uploadImportContract } from "@/lib/imports/contract";
import type { Encoding } from "@/lib/imports/csv/decode";

/**
 * Sends a file as it lies on the disk; `fetch` can't say how much has gone. Throws `ApiError` with the server's words, and
 * "aborted" when the signal says so.
 */
export function uploadFile(
  { workspace, audienceId }: AudienceScope,
  file: File,
  { encoding, onProgress, signal }: { encoding: Encoding; onProgress: (bytes: number) => void; signal: AbortSignal },
): Promise<Import> {
  const address = pathOf(uploadImportContract, workspace, { audienceId, fileName: file.name.slice(-200), encoding });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("content-type", "text/csv");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const answer = request.response as (Import & { error?: undefined }) | { error: Failure } | null;
      if (answer !== null && answer.error === undefined) resolve(answer);
      else reject(failureOf(answer?.error));
    };
    request.onerror = () => reject(failureOf({ code: "unavailable", message: lost }));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

interface Failure {
  code: ErrorCode;
  message: string;
  requestId?: string;
}

const lost = "The connection broke during the upload. Nothing was kept; upload the file again.";

const failureOf = (failure: Failure | undefined) =>
  new ApiError(
    failure?.code ?? "internal",
    failure?.message ?? "Something went wrong on our side. Upload the file again.",
    [],
    failure?.requestId,
  );
