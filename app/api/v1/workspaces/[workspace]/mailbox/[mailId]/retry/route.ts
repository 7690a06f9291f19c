import { route } from "@/lib/api/route";
import { retryMailContract } from "@/lib/mailbox/contract";
import { retryMail } from "@/lib/mailbox/retry";

export const POST = route(retryMailContract, retryMail);
