import { route } from "@/lib/api/route";
import { wakeFunctionContract } from "@/lib/background/contract";
import { wakeFunction } from "@/lib/background/wake";

export const POST = route(wakeFunctionContract, wakeFunction);
