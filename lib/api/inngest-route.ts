import { runtime } from "../runtime";

/** Calls of an Inngest. On the embedded engine none comes from outside: without its key they are refused. */
export const inngestRoute = async (request: Request): Promise<Response> => (await runtime()).background.answer(request);
