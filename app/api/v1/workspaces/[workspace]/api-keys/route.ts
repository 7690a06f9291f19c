import { route } from "@/lib/api/route";
import { createApiKey } from "@/lib/workspaces/api-keys/create";
import { listApiKeys } from "@/lib/workspaces/api-keys/list";
import { createApiKeyContract, listApiKeysContract } from "@/lib/workspaces/contract";

export const GET = route(listApiKeysContract, listApiKeys);
export const POST = route(createApiKeyContract, createApiKey);
