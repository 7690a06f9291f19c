import { route } from "@/lib/api/route";
import { getReportContract } from "@/lib/campaigns/contract";
import { getReport } from "@/lib/campaigns/report/get";

export const GET = route(getReportContract, getReport);
