import { route } from "@/lib/api/route";
import { countRecipientsContract } from "@/lib/campaigns/contract";
import { countRecipients } from "@/lib/campaigns/count-recipients";

export const GET = route(countRecipientsContract, countRecipients);
