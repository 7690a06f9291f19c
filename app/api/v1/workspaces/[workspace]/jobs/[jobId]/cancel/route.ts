import { route } from "@/lib/api/route";
import { cancelJob } from "@/lib/jobs/cancel";
import { cancelJobContract } from "@/lib/jobs/contract";

export const POST = route(cancelJobContract, cancelJob);
