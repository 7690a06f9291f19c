import { escapeHtml, publicPage } from "../../http/public-page";
import type { Subscription } from "./unsubscribe";

/** The public unsubscribe page as one HTML document: works without JavaScript, carries nothing from elsewhere. */
export function unsubscribePage(subscription: Subscription): { status: number; html: string } {
  switch (subscription.state) {
    case "open":
      return shown(
        subscription.audienceName,
        `Unsubscribe from ${subscription.audienceName}?`,
        `<p>${bold(subscription.email)} will get no more mail from this list.</p>
    <form method="post" action="?"><button type="submit">Unsubscribe</button></form>`,
      );
    case "kept":
      return shown(
        subscription.audienceName,
        "You are still on the list",
        `<p>${bold(subscription.email)} gets mail from ${escapeHtml(subscription.audienceName)} as before. You can close this page.</p>`,
      );
    case "unsubscribed":
      return shown(
        subscription.audienceName,
        "You are unsubscribed",
        `<p>${bold(subscription.email)} gets no more mail from ${escapeHtml(subscription.audienceName)}. You can close this page.</p>${
          subscription.mayUndo
            ? `
    <form method="post" action="?undo"><button type="submit" class="quiet">That was a mistake: keep me on the list</button></form>`
            : ""
        }`,
      );
    case "stopped":
      return shown(
        subscription.audienceName,
        "You get no more mail",
        `<p>${escapeHtml(subscription.audienceName)} has already stopped writing to ${bold(subscription.email)}. There is nothing left to do.</p>`,
      );
    case "gone":
      return shown(
        subscription.audienceName ?? "Tidegate",
        "You are not on this list",
        "<p>Your address has been removed from it. There is nothing left to do.</p>",
      );
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

const shown = (brand: string, title: string, body: string) => ({ status: 200, html: publicPage(brand, title, body) });
const bold = (text: string) => `<strong>${escapeHtml(text)}</strong>`;
