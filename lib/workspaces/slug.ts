/** First parts of addresses that mean something else than a workspace, now or soon. */
const reserved = new Set([
  ..."_next about account admin api app assets audiences auth billing c campaigns confirm contacts dashboard default docs".split(
    " ",
  ),
  ..."events favicon forgot-password health help inbound internal invitation invitations journeys login logout mailbox".split(
    " ",
  ),
  ..."metrics new o openapi operator privacy public ready requests reset robots settings setup sign-in sign-out".split(
    " ",
  ),
  ..."sign-up static status support system terms tidegate unsubscribe v1 v2 v3 webhooks well-known workspace workspaces www".split(
    " ",
  ),
]);

const slugLengthMax = 40;

/** The address of a workspace by its name: ASCII letters, digits and single dashes. Names without any become `workspace-…`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, slugLengthMax)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "workspace-1" : reserved.has(slug) ? `${slug}-1` : slug;
}

/** What to try when a slug is taken: `acme`, `acme-2`, `acme-3`, … */
export const slugCandidate = (slug: string, attempt: number): string => (attempt === 1 ? slug : `${slug}-${attempt}`);
