import { route } from "@/lib/api/route";
import { startImportContract } from "@/lib/imports/contract";
import { startImport } from "@/lib/imports/start";

export const POST = route(startImportContract, startImport);
