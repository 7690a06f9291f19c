import type { Block } from "./block";
import { conditionBlock } from "./condition";
import { delayBlock } from "./delay";
import { exitBlock } from "./exit";
import { jumpBlock } from "./jump";
import { sendEmailBlock } from "./send-email";
import { splitBlock } from "./split";
import { triggerBlock } from "./trigger";
import { updateContactBlock } from "./update-contact";
import { waitForEventBlock } from "./wait-for-event";
import { webhookBlock } from "./webhook";

/** Every kind of block, in the palette's order. A new one is a file beside this one and a line here. */
export const blocks: readonly Block[] = [
  triggerBlock,
  delayBlock,
  waitForEventBlock,
  conditionBlock,
  splitBlock,
  updateContactBlock,
  sendEmailBlock,
  webhookBlock,
  jumpBlock,
  exitBlock,
];

export type Registry = ReadonlyMap<string, Block>;
export const registryOf = (all: readonly Block[]): Registry => new Map(all.map((block) => [block.type, block]));
export const registry: Registry = registryOf(blocks);
