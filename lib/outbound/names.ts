/** Names that only mean something inside a network. They stay denied whatever address ranges are allowed. */
const deniedSuffixes = ["localhost", "local", "internal", "svc", "cluster.local", "home.arpa"];

/**
 * Whether a host name, as `URL` canonicalises it, may not be sent to. A trailing dot means the same name. Names of one label are a
 * search domain's or a container's.
 */
export function isDeniedName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, "");
  if (!name.includes(".")) return true;
  return deniedSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
}
