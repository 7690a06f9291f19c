import { route } from "@/lib/api/route";
import { revokeApiKey } from "@/lib/workspaces/api-keys/revoke";
import { revokeApiKeyContract } from "@/lib/workspaces/contract";

export const DELETE = route(revokeApiKeyContract, revokeApiKey);
