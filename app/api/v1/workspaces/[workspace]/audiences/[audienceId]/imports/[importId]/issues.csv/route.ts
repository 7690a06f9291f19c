import { downloadRoute } from "@/lib/api/stream-route";
import { exportImportIssuesContract } from "@/lib/imports/contract";
import { exportImportIssues } from "@/lib/imports/issues";

export const GET = downloadRoute(exportImportIssuesContract, exportImportIssues);
