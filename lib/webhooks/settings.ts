import type { RequestMethod } from "@/db/enums";
import type { WorkspaceCtx } from "../context";
import { type Issue, invalid } from "../errors";
import type { WebhookPatch } from "./contract";
import { type CampaignHome, homeKind } from "./home";
import { leadsElsewhere } from "./origin";
import { issuesOfTemplates } from "./payload/template-issues";
import { refusalOfSecret } from "./secrets";
import { isSubscribable, refusalOfEvent } from "./subscribable";

/** How a webhook is stored so far; what a new one begins with. */
export interface SettingsBefore {
  /** Null when there is none yet. */
  url: string | null;
  method: RequestMethod;
  username: string | null;
  /** Sealed. */
  password: Uint8Array | null;
}
const nothingBefore: SettingsBefore = { url: null, method: "POST", username: null, password: null };

/** Everything that is wrong with settings, at its place, without asking the network. What is left out stays as it was, and is not judged. */
export function issuesOfSettings(
  home: CampaignHome | null,
  input: Omit<WebhookPatch, "held">,
  before: SettingsBefore = nothingBefore,
): Issue[] {
  const refusedSecret = refusalOfSecret(input.secret ?? "");
  return [
    ...issuesOfAuth(input, before),
    ...(refusedSecret === null ? [] : [{ path: "secret", message: refusedSecret }]),
    ...(input.events ?? []).flatMap((name, index) =>
      isSubscribable(homeKind(home), name)
        ? []
        : [{ path: `events.${index}`, message: refusalOfEvent(homeKind(home), name) }],
    ),
    ...issuesOfTemplates(input.customPayload?.mappings ?? []).map(({ row, key, message }) => ({
      path: `customPayload.mappings.${row}.${key}`,
      message,
    })),
  ];
}

function issuesOfAuth({ url, method, auth }: Omit<WebhookPatch, "held">, before: SettingsBefore): Issue[] {
  const isBasic = auth === undefined ? before.username !== null : auth.type === "basic";
  if (isBasic && (method ?? before.method) !== "POST")
    return [
      {
        path: auth === undefined ? "method" : "auth.type",
        message: "Authentication is available when using the POST method. Choose POST, or no authentication.",
      },
    ];
  // A password that was never given can't be kept; null says that there is none.
  if (auth?.type === "basic" && before.username === null && (auth.password ?? "") === "" && auth.password !== null)
    return [{ path: "auth.password", message: "Enter the password." }];
  if (keepsPassword(auth, before) && url !== undefined && before.url !== null && leadsElsewhere(before.url, url))
    return [{ path: "auth.password", message: "Enter the password again: the URL leads to another server now." }];
  return [];
}

/** Who may change a webhook may not learn its password, and would by having it sent to a server of their own. */
const keepsPassword = (auth: WebhookPatch["auth"], { password }: SettingsBefore): boolean =>
  password !== null &&
  (auth === undefined || (auth.type === "basic" && (auth.password ?? "") === "" && auth.password !== null));

/** Throws `invalid_input` for the name of an event that such a webhook never gets. */
export function refuseEventType(home: CampaignHome | null, name: string | undefined, path: string): void {
  if (name === undefined || isSubscribable(homeKind(home), name)) return;
  refuse([{ path, message: refusalOfEvent(homeKind(home), name) }]);
}

/** Throws `invalid_input` with the first of the issues as its sentence. */
export function refuse(issues: Issue[]): void {
  const [first] = issues;
  if (first !== undefined) throw invalid(first.message, issues);
}

/**
 * The URL as it is stored, and a warning when its name can't be resolved at the moment. Asks the name server: never inside a transaction.
 * Throws `invalid_input`.
 */
export async function checkUrl(ctx: WorkspaceCtx, typed: string): Promise<{ url: string; warning: string | null }> {
  const verdict = await ctx.outbound.check(typed);
  if (!verdict.ok) throw invalid(verdict.message, [{ path: "url", message: verdict.message }]);
  return { url: verdict.url.href, warning: verdict.warning };
}

/** What somebody who saved should know although it was saved, or null. */
export const joinWarnings = (...warnings: (string | null)[]): string | null =>
  warnings.filter((warning) => warning !== null).join(" ") || null;
