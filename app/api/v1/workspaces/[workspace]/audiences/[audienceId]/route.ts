import { route } from "@/lib/api/route";
import { getAudienceContract, updateAudienceContract } from "@/lib/audiences/contract";
import { getAudience } from "@/lib/audiences/get";
import { updateAudience } from "@/lib/audiences/update";

export const GET = route(getAudienceContract, getAudience);
export const PATCH = route(updateAudienceContract, updateAudience);
