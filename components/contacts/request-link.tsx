import Link from "next/link";

/** The way to a request in the request log. */
export function RequestLink({ workspace, requestId }: { workspace: string; requestId: string }) {
  return (
    <Link
      href={`/${workspace}/requests?request=${requestId}`}
      className="rounded-sm text-link text-mono underline-offset-4 hover:underline"
    >
      {requestId}
    </Link>
  );
}
