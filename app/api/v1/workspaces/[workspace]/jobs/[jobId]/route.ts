import { route } from "@/lib/api/route";
import { getJobContract } from "@/lib/jobs/contract";
import { getJob } from "@/lib/jobs/get";

export const GET = route(getJobContract, getJob);
