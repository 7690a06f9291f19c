import * as audiences from "../audiences/contract";
import * as fields from "../audiences/fields/contract";
import * as groups from "../audiences/groups/contract";
import * as tags from "../audiences/tags/contract";
import * as background from "../background/contract";
import * as campaigns from "../campaigns/contract";
import * as audienceDeletion from "../contacts/audience-deletion/contract";
import * as contacts from "../contacts/contract";
import * as manyContacts from "../contacts/many/contract";
import * as deliveries from "../deliveries/contract";
import type { Contract } from "../http/contract";
import * as imports from "../imports/contract";
import * as inbound from "../inbound/contract";
import * as replay from "../inbound/replay/contract";
import * as workspaceWebhooks from "../inbound/workspace-webhooks/contract";
import * as jobs from "../jobs/contract";
import * as journeys from "../journeys/contract";
import * as mailbox from "../mailbox/contract";
import * as segments from "../segments/contract";
import * as tracking from "../tracking/contract";
import { campaignWebhookContracts, workspaceWebhookContracts } from "../webhooks/contract";
import * as workspaces from "../workspaces/contract";
import * as retention from "../workspaces/retention/contract";

const isContract = (value: unknown): value is Contract =>
  typeof value === "object" && value !== null && "method" in value && "path" in value && "answer" in value;

const inModule = (module: Record<string, unknown>) => Object.values(module).filter(isContract);

/** Every operation of a workspace, by the heading that the reference gives it. */
export const contractGroups: { heading: string; contracts: Contract[] }[] = [
  { heading: "Audiences", contracts: [...inModule(audiences), ...inModule(audienceDeletion)] },
  { heading: "Contacts", contracts: [...inModule(contacts), ...inModule(manyContacts)] },
  { heading: "Data fields", contracts: inModule(fields) },
  { heading: "Events", contracts: inModule(tracking) },
  { heading: "Groups", contracts: inModule(groups) },
  { heading: "Imports and exports", contracts: inModule(imports) },
  { heading: "Tags", contracts: inModule(tags) },
  {
    heading: "Inbound webhooks",
    contracts: [...inModule(workspaceWebhooks), ...inModule(inbound), ...inModule(replay)],
  },
  {
    heading: "Webhooks",
    contracts: [...Object.values(campaignWebhookContracts), ...Object.values(workspaceWebhookContracts)],
  },
  { heading: "Campaigns", contracts: inModule(campaigns) },
  { heading: "Journeys", contracts: inModule(journeys) },
  { heading: "Deliveries", contracts: inModule(deliveries) },
  { heading: "Jobs", contracts: inModule(jobs) },
  { heading: "Segments", contracts: inModule(segments) },
  { heading: "Mailbox", contracts: inModule(mailbox) },
  { heading: "Background", contracts: inModule(background) },
  { heading: "Workspace", contracts: [...inModule(workspaces).filter(isInWorkspace), ...inModule(retention)] },
];

/** Setting up, one's own workspaces and accepting an invitation have routes of their own, outside any workspace. */
function isInWorkspace({ path }: Contract): boolean {
  return path === "" || /^\/(members|invitations(?!\/\{token\})|api-keys)/.test(path);
}
