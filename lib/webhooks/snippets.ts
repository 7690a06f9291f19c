import { go } from "./snippets/go";
import { node } from "./snippets/node";
import { php } from "./snippets/php";
import { python } from "./snippets/python";

/** Code with which a receiver checks that a request came from here. */
export interface VerifySnippet {
  label: string;
  highlight: "javascript" | "python" | "php" | "go";
  /** Which file it is meant for, and what it needs. */
  note: string;
  code: string;
}

/**
 * Verifying by Standard Webhooks without any package, in each language: the header's signatures are compared in constant time, and a
 * request older than five minutes is refused. Secrets with and without `whsec_` work. For GET the raw query string takes the body's
 * place. Browser-safe.
 */
export const verifySnippets = { node, python, php, go } as const satisfies Record<string, VerifySnippet>;
