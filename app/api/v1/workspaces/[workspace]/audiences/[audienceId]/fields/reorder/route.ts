import { route } from "@/lib/api/route";
import { reorderFieldsContract } from "@/lib/audiences/fields/contract";
import { reorderFields } from "@/lib/audiences/fields/reorder";

export const POST = route(reorderFieldsContract, reorderFields);
