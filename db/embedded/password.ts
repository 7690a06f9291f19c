import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Home } from "./home";
import { StartError } from "./start-error";

/** The database's password, made at the first start; only we can read its file. */
export async function readOrMakePassword(home: Home, clusterExists: boolean): Promise<string> {
  const kept = (await readFile(home.passwordFile, "utf8").catch(() => "")).trim();
  if (kept !== "") return kept;
  if (clusterExists) {
    throw new StartError(
      `The password of the database in ${home.dir} is missing (${home.passwordFile}): bring the file back from a copy of the folder, or give Tidegate another folder with TIDEGATE_DATA_DIR.`,
    );
  }
  const password = randomBytes(24).toString("hex");
  await writeFile(home.passwordFile, `${password}\n`, { mode: 0o600 });
  return password;
}
