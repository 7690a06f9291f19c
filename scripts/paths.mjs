import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** A path in the checkout. */
export const at = (...parts) => join(root, ...parts);
