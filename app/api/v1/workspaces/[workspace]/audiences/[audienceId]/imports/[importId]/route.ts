import { route } from "@/lib/api/route";
import { getImportContract } from "@/lib/imports/contract";
import { getImport } from "@/lib/imports/get";

export const GET = route(getImportContract, getImport);
