import type { BackgroundControl } from "../background/create-background";
import { runtime } from "../runtime";

/** What answering an Inngest needs of the runtime. */
export interface InngestDeps {
  background: Pick<BackgroundControl, "answer">;
}

/** Calls of an Inngest, as Next's route handler. */
export const inngestRoute = async (request: Request): Promise<Response> => answerInngest(await runtime(), request);

/** Calls of an Inngest. On the embedded engine none comes from outside: without its key they are refused. */
export const answerInngest = ({ background }: InngestDeps, request: Request): Promise<Response> =>
  background.answer(request);
