import { downloadRoute } from "@/lib/api/stream-route";
import { exportChosenContactsContract } from "@/lib/contacts/many/contract";
import { exportContactsContract } from "@/lib/imports/contract";
import { exportChosenContacts, exportContacts } from "@/lib/imports/export";

export const GET = downloadRoute(exportContactsContract, exportContacts);
export const POST = downloadRoute(exportChosenContactsContract, exportChosenContacts);
