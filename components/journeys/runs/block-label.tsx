import { registry } from "@/lib/journeys/blocks/registry";
import type { Run } from "@/lib/journeys/contract";
import { BlockIcon } from "../block-icon";

/** What a block of a run is called: its own name, or what it is. */
export const blockLabel = ({ name, type }: Run["block"]): string =>
  name || (registry.get(type)?.label ?? (type || "A block that is gone"));

/** A block as picture and name, on one line. */
export const BlockLabel = ({ block }: Pick<Run, "block">) => (
  <span className="flex min-w-0 items-center gap-1.5 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted-foreground">
    <BlockIcon type={block.type} />
    <span className="truncate">{blockLabel(block)}</span>
  </span>
);
