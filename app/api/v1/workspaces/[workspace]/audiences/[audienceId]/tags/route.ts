import { route } from "@/lib/api/route";
import { createTagContract, listTagsContract } from "@/lib/audiences/tags/contract";
import { createTag } from "@/lib/audiences/tags/create";
import { listTags } from "@/lib/audiences/tags/list";

export const GET = route(listTagsContract, listTags);
export const POST = route(createTagContract, createTag);
