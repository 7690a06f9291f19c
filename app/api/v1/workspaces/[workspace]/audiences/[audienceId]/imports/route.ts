import { route } from "@/lib/api/route";
import { uploadRoute } from "@/lib/api/stream-route";
import { listImportsContract, uploadImportContract } from "@/lib/imports/contract";
import { listImports } from "@/lib/imports/list";
import { uploadImport } from "@/lib/imports/upload";

export const GET = route(listImportsContract, listImports);
export const POST = uploadRoute(uploadImportContract, uploadImport);
