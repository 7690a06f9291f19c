import { confirm, lookAtConfirmation } from "../opt-in/confirm";
import { confirmPage, publicPageHeaders } from "../opt-in/page";
import { runtime } from "../runtime";

/** The public confirm page: GET looks, only its POST confirms, because mail scanners follow links. */
export const confirmationRoute =
  (step: "look" | "confirm") =>
  async (request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> => {
    const { ctx } = await runtime();
    const { token } = await params;
    const confirmation =
      step === "look"
        ? await lookAtConfirmation(ctx, token)
        : await confirm(ctx, token, {
            ip: request.headers.get("x-forwarded-for")?.split(",", 1)[0]?.trim() ?? null,
            userAgent: request.headers.get("user-agent")?.slice(0, 500) ?? null,
          });
    const { status, html } = confirmPage(confirmation);
    return new Response(html, { status, headers: publicPageHeaders });
  };
