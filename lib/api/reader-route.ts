import type { ReaderDeps } from "../campaigns/tracking/answer";
import { runtime } from "../runtime";

/** What answers a reader's request for the token of a link. */
type Answer = (deps: ReaderDeps, request: Request, token: string) => Response | Promise<Response>;

/** `export const GET = readerRoute(answerClick)`: a public link of a mail as Next's route handler. */
export const readerRoute =
  (answer: Answer) =>
  async (request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> =>
    answer(await runtime(), request, (await params).token);
