import { rawData, shellQuote } from "../inbound/setup/curl";
import type { RequestView } from "./contract";

/** curl sets these itself, from the URL and the body. */
const ownHeaders = new Set(["host", "content-length", "connection", "transfer-encoding"]);

/** One argument of a program has at most 128 KiB on Linux; a shell's own printf has no such limit. */
const argumentCharactersMax = 30_000;

/** A request as a curl command that sends exactly it, in a POSIX shell. Masked credentials stay masked. Browser-safe. */
export function curlOf({ method, url, headers, body }: RequestView): string {
  const isLong = body !== null && body.length > argumentCharactersMax;
  const lines = [
    // Without --globoff curl would take brackets and braces in the URL for a list of URLs.
    `curl${/[[\]{}]/.test(url) ? " --globoff" : ""} -X ${shellQuote(method)} ${shellQuote(url)}`,
    ...headers
      .filter(({ name }) => !ownHeaders.has(name.toLowerCase()))
      .map((header) => `-H ${shellQuote(line(header))}`),
    ...(body === null ? [] : [isLong ? "--data-binary @-" : rawData(body)]),
  ];
  const command = lines.join(" \\\n  ");
  return isLong ? `printf %s ${shellQuote(body)} | ${command}` : command;
}

/** To curl `name:` would mean to leave the header out; `name;` sends it empty. */
const line = ({ name, value }: { name: string; value: string }): string =>
  value === "" ? `${name};` : `${name}: ${value}`;
