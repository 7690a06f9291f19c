import { route } from "@/lib/api/route";
import { getFieldImpactContract } from "@/lib/audiences/fields/contract";
import { getFieldImpact } from "@/lib/audiences/fields/impact";

export const GET = route(getFieldImpactContract, getFieldImpact);
