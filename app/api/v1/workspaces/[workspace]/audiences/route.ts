import { route } from "@/lib/api/route";
import { createAudienceContract, listAudiencesContract } from "@/lib/audiences/contract";
import { createAudience } from "@/lib/audiences/create";
import { listAudiences } from "@/lib/audiences/list";

export const GET = route(listAudiencesContract, listAudiences);
export const POST = route(createAudienceContract, createAudience);
