import { route } from "@/lib/api/route";
import { listJobsContract } from "@/lib/jobs/contract";
import { listJobs } from "@/lib/jobs/list";

export const GET = route(listJobsContract, listJobs);
