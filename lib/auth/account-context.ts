import type { Ctx } from "../context";
import type { SignedInUser } from "./session";

/** A `Ctx` outside any workspace, with the person who is signed in, if anybody. */
export interface AccountCtx extends Ctx {
  user: SignedInUser | null;
}

/** A `Ctx` of somebody who is signed in. */
export interface UserCtx extends AccountCtx {
  user: SignedInUser;
}
