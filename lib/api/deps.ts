import type { Auth } from "../auth/create-auth";
import type { Ctx } from "../context";
import type { Env } from "../env";
import type { Log } from "../log";

/** What answering a request needs of the runtime. */
export interface ApiDeps {
  env: Env;
  log: Log;
  auth: Auth;
  ctx: Ctx;
}
