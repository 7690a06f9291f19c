import { route } from "@/lib/api/route";
import { getMailContract } from "@/lib/mailbox/contract";
import { getMail } from "@/lib/mailbox/get";

export const GET = route(getMailContract, getMail);
