import { trustedOrigins } from "../auth/trusted-origins";
import { AppError } from "../errors";

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses to act on a session cookie that another site made the browser send. Browsers say where a writing request comes from; one
 * that says nothing comes from no browser, so nobody was tricked. Throws `forbidden`.
 */
export function refuseForeignOrigin(request: Request, publicUrl: string): void {
  if (readingMethods.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site === "same-origin" || (site === null && origin === null)) return;
  if (origin !== null && trustedOrigins(publicUrl).includes(origin)) return;
  throw new AppError("forbidden", `This request comes from another site. Open Tidegate at ${publicUrl} and try again.`);
}
