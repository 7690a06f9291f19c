import { route } from "@/lib/api/route";
import { listJobIssuesContract } from "@/lib/jobs/contract";
import { listJobIssues } from "@/lib/jobs/list-issues";

export const GET = route(listJobIssuesContract, listJobIssues);
