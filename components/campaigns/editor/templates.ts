/** A ready-made mail: tables and inline styles, which every mail program understands, on one column of at most 600 pixels. */
export interface StarterTemplate {
  name: string;
  purpose: string;
  html: string;
}

const font = "font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const footer = `<p style="margin: 32px 0 0; font-size: 13px; line-height: 20px; color: #6b7280;">
            You get this mail because you are on the list {{ audience.name }}.<br>
            <a href="{{ contact.unsubscribeUrl }}" style="color: #6b7280;">Unsubscribe</a>
          </p>`;

/** The frame of the designed ones: a white sheet on a grey page. */
const sheet = (content: string): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body style="margin: 0; padding: 0; background: #f3f4f6;">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background: #f3f4f6;">
    <tr>
      <td align="center" style="padding: 24px 12px;">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width: 600px; background: #ffffff; border-radius: 8px; ${font}; font-size: 16px; line-height: 26px; color: #111827;">
${content}
        </table>
      </td>
    </tr>
  </table>
</body>
</html>
`;

const letter = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body style="margin: 0; padding: 24px; ${font}; font-size: 16px; line-height: 26px; color: #111827;">
  <div style="max-width: 560px;">
    <p>Hello {{ contact.first_name | default: "there" }},</p>
    <p>write here as you would write to one person: what is new, why it matters to them, and one thing to do next.</p>
    <p><a href="https://example.com" style="color: #0f766e;">Read the whole story</a></p>
    <p>Until soon,<br>{{ campaign.fromName }}</p>
    ${footer.replaceAll("\n            ", "\n      ").replaceAll("\n          ", "\n    ")}
  </div>
</body>
</html>
`;

const announcement = sheet(`          <tr>
            <td style="padding: 40px 32px 0; text-align: center;">
              <p style="margin: 0 0 8px; font-size: 14px; color: #0f766e;">New</p>
              <h1 style="margin: 0; font-size: 28px; line-height: 36px;">What you announce, in one line</h1>
            </td>
          </tr>
          <tr>
            <td style="padding: 20px 32px 0;">
              <p style="margin: 0 0 16px;">Hello {{ contact.first_name | default: "there" }},</p>
              <p style="margin: 0 0 28px;">say in two sentences what it is and what it makes easier.</p>
              <table role="presentation" cellpadding="0" cellspacing="0" align="center">
                <tr>
                  <td style="border-radius: 6px; background: #0f766e;">
                    <a href="https://example.com" style="display: inline-block; padding: 12px 24px; color: #ffffff; font-weight: 600; text-decoration: none;">Have a look</a>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
          <tr>
            <td style="padding: 0 32px 32px; text-align: center;">
              ${footer.replaceAll("\n", "\n    ")}
            </td>
          </tr>`);

const story = (title: string, text: string, address: string): string => `          <tr>
            <td style="padding: 24px 32px 0;">
              <h2 style="margin: 0 0 4px; font-size: 18px; line-height: 26px;">${title}</h2>
              <p style="margin: 0 0 4px;">${text}</p>
              <p style="margin: 0;"><a href="${address}" style="color: #0f766e;">Read on</a></p>
            </td>
          </tr>`;

const newsletter = sheet(`          <tr>
            <td style="padding: 32px 32px 20px; border-bottom: 1px solid #e5e7eb;">
              <h1 style="margin: 0; font-size: 24px; line-height: 32px;">{{ audience.name }}</h1>
              <p style="margin: 4px 0 0; font-size: 14px; color: #6b7280;">{{ now | date: "%B %Y" }}</p>
            </td>
          </tr>
          <tr>
            <td style="padding: 20px 32px 0;">
              <p style="margin: 0;">Hello {{ contact.first_name | default: "there" }}, this is what you should not miss this month.</p>
            </td>
          </tr>
${story("The first story", "Two or three sentences that make somebody want to know more.", "https://example.com/first")}
${story("The second story", "Two or three sentences that make somebody want to know more.", "https://example.com/second")}
${story("The third story", "Two or three sentences that make somebody want to know more.", "https://example.com/third")}
          <tr>
            <td style="padding: 0 32px 32px;">
              ${footer.replaceAll("\n", "\n    ")}
            </td>
          </tr>`);

export const starterTemplates: readonly StarterTemplate[] = [
  { name: "Plain letter", purpose: "Reads like a personal mail", html: letter },
  { name: "Announcement", purpose: "One message, one button", html: announcement },
  { name: "Newsletter", purpose: "Several stories with links", html: newsletter },
];
