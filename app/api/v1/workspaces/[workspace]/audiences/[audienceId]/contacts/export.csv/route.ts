import { downloadRoute } from "@/lib/api/stream-route";
import { exportContactsContract } from "@/lib/imports/contract";
import { exportContacts } from "@/lib/imports/export";

export const GET = downloadRoute(exportContactsContract, exportContacts);
