import { route } from "@/lib/api/route";
import { deleteTagContract, updateTagContract } from "@/lib/audiences/tags/contract";
import { deleteTag } from "@/lib/audiences/tags/delete";
import { updateTag } from "@/lib/audiences/tags/update";

export const PATCH = route(updateTagContract, updateTag);
export const DELETE = route(deleteTagContract, deleteTag);
