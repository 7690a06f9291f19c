import { route } from "@/lib/api/route";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { listMailbox } from "@/lib/mailbox/list";

export const GET = route(listMailboxContract, listMailbox);
