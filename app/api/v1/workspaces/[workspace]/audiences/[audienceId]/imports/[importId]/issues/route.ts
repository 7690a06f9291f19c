import { route } from "@/lib/api/route";
import { listImportIssuesContract } from "@/lib/imports/contract";
import { listImportIssues } from "@/lib/imports/issues";

export const GET = route(listImportIssuesContract, listImportIssues);
