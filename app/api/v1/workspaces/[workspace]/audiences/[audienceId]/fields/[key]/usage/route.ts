import { route } from "@/lib/api/route";
import { getFieldUsageContract } from "@/lib/audiences/fields/contract";
import { getFieldUsage } from "@/lib/audiences/fields/usage";

export const GET = route(getFieldUsageContract, getFieldUsage);
