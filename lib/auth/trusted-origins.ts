const loopbackNames = ["localhost", "127.0.0.1"];

/** The origins that may send our cookies: the public one, and for a local installation the other name of the same machine. */
export function trustedOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (!loopbackNames.includes(url.hostname)) return [url.origin];
  return loopbackNames.map((name) => `${url.protocol}//${name}${url.port === "" ? "" : `:${url.port}`}`);
}
