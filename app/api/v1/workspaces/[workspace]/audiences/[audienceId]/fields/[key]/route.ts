import { route } from "@/lib/api/route";
import { deleteFieldContract, updateFieldContract } from "@/lib/audiences/fields/contract";
import { deleteField } from "@/lib/audiences/fields/delete";
import { updateField } from "@/lib/audiences/fields/update";

export const PATCH = route(updateFieldContract, updateField);
export const DELETE = route(deleteFieldContract, deleteField);
