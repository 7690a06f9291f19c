import { escapeHtml, publicPage } from "../http/public-page";
import type { Confirmation } from "./confirm";

/** The public confirm page as one HTML document: works without JavaScript, carries nothing from elsewhere. */
export function confirmPage(confirmation: Confirmation): { status: number; html: string } {
  switch (confirmation.state) {
    case "open":
      return {
        status: 200,
        html: publicPage(
          confirmation.audienceName,
          "Confirm your subscription",
          `<p>You are about to confirm <strong>${escapeHtml(confirmation.email)}</strong> for ${escapeHtml(confirmation.audienceName)}.</p>
      <form method="post"><button type="submit">Confirm my subscription</button></form>`,
        ),
      };
    case "confirmed":
      return {
        status: 200,
        html: publicPage(
          confirmation.audienceName,
          "You are on the list",
          `<p>Your subscription to ${escapeHtml(confirmation.audienceName)} is confirmed. You can close this page.</p>`,
        ),
      };
    case "expired":
      return {
        status: 410,
        html: publicPage(
          confirmation.audienceName,
          "This link has expired",
          "<p>Sign up once more and use the link in the newest mail.</p>",
        ),
      };
    case "unknown":
      return {
        status: 404,
        html: publicPage(
          "Tidegate",
          "This link is not valid",
          "<p>Check that you opened the whole link from the mail.</p>",
        ),
      };
  }
}
