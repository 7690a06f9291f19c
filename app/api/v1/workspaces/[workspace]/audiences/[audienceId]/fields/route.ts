import { route } from "@/lib/api/route";
import { createFieldContract, listFieldsContract } from "@/lib/audiences/fields/contract";
import { createField } from "@/lib/audiences/fields/create";
import { listFields } from "@/lib/audiences/fields/list";

export const GET = route(listFieldsContract, listFields);
export const POST = route(createFieldContract, createField);
