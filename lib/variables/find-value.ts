import { readPath } from "../mapping/json-path";
import type { Scope } from "./scope";

/**
 * The value at a property's path (`contact.email`, `event.data.items[0].sku`, `event.data["odd.key"]`), or undefined when it is
 * missing; null is a value. Own keys only; never throws.
 */
export const findValue = (scope: Scope, path: string): unknown => readPath(scope, path);
