import { callerOf } from "../http/caller";
import { publicPageHeaders } from "../http/public-page";
import { confirm, lookAtConfirmation } from "../opt-in/confirm";
import { confirmPage } from "../opt-in/page";
import { runtime } from "../runtime";

/** The public confirm page: GET looks, only its POST confirms, because mail scanners follow links. */
export const confirmationRoute =
  (step: "look" | "confirm") =>
  async (request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> => {
    const { ctx } = await runtime();
    const { token } = await params;
    const confirmation =
      step === "look" ? await lookAtConfirmation(ctx, token) : await confirm(ctx, token, callerOf(request));
    const { status, html } = confirmPage(confirmation);
    return new Response(html, { status, headers: publicPageHeaders });
  };
