import { audienceKind } from "./kinds/audience";
import type { InboundKind } from "./kinds/kind";
import { workspaceKinds } from "./kinds/workspace";

/** Every way in, by the name that `inbound_hooks.kind` holds. */
export const inboundKinds = { audience: audienceKind, ...workspaceKinds } as const satisfies Record<
  string,
  InboundKind
>;
export type InboundKindName = keyof typeof inboundKinds;

export const isInboundKind = (name: string): name is InboundKindName => Object.hasOwn(inboundKinds, name);

/** The registry's entry, or null for a name that it lacks. */
export const findKind = (name: string): InboundKind | null => (isInboundKind(name) ? inboundKinds[name] : null);

/** A door as a path names it: kinds that share a prefix share their door, and the webhook itself says which kind it is. */
export interface DoorPath {
  prefix: string;
  methods: readonly string[];
  secret: string;
  mode: string;
}

const kinds: InboundKind[] = Object.values(inboundKinds);

/** The door that a path leads to, with the secret and mode in it; null when it is no door. */
export function findDoor(path: string): DoorPath | null {
  for (const { prefix, methods } of kinds) {
    if (!path.startsWith(prefix)) continue;
    const [secret = "", mode = "", ...more] = path.slice(prefix.length).split("/");
    return more.length > 0 ? { prefix, methods, secret: "", mode: "" } : { prefix, methods, secret, mode };
  }
  return null;
}
