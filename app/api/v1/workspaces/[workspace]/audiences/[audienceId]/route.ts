import { route } from "@/lib/api/route";
import { getAudienceContract, updateAudienceContract } from "@/lib/audiences/contract";
import { getAudience } from "@/lib/audiences/get";
import { updateAudience } from "@/lib/audiences/update";
import { deleteAudienceContract } from "@/lib/contacts/audience-deletion/contract";
import { deleteAudience } from "@/lib/contacts/audience-deletion/start";

export const GET = route(getAudienceContract, getAudience);
export const PATCH = route(updateAudienceContract, updateAudience);
export const DELETE = route(deleteAudienceContract, deleteAudience);
