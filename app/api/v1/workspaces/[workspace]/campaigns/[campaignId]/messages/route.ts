import { route } from "@/lib/api/route";
import { listMessagesContract } from "@/lib/campaigns/contract";
import { listMessages } from "@/lib/campaigns/list-messages";

export const GET = route(listMessagesContract, listMessages);
