import { grouped } from "@/components/ui/grouped";
import { blocks } from "@/lib/journeys/blocks/registry";

/** The kinds of blocks by group, in the registry's order. */
export const blockGroups = grouped(blocks, ({ group }) => group);

/** What a block is while it is dragged from the palette: the type of its data, so that nothing else is taken for one. */
export const draggedBlock = "application/x-tidegate-block";
