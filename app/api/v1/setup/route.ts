import { openRoute } from "@/lib/api/account-route";
import { createFirstOwnerContract } from "@/lib/workspaces/contract";
import { createFirstOwner } from "@/lib/workspaces/create-first-owner";

export const POST = openRoute(createFirstOwnerContract, createFirstOwner);
