"use client";

import { z } from "zod";
import { registry } from "@/lib/journeys/blocks/registry";
import { SchemaFields } from "./schema-fields";
import { type BlockFormProps, useSettings } from "./use-settings";

const anything = z.record(z.string(), z.unknown());

/** The settings of a block that has no form of its own, from its schema. */
export function GenericForm({ node }: BlockFormProps) {
  const { value, set, replace } = useSettings(node, anything);
  const block = registry.get(node.type);
  if (block === undefined)
    return <p className="text-muted-foreground text-table">There is no block of the type {node.type}.</p>;
  return <SchemaFields schema={block.config} value={value} onChange={set} onReplace={replace} />;
}
