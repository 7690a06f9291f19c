import { route } from "@/lib/api/route";
import { mergeTagContract } from "@/lib/audiences/tags/contract";
import { mergeTag } from "@/lib/audiences/tags/merge";

export const POST = route(mergeTagContract, mergeTag);
