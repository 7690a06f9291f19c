import { route } from "@/lib/api/route";
import { deleteContactsContract } from "@/lib/contacts/many/contract";
import { deleteManyContacts } from "@/lib/contacts/many/delete";

export const POST = route(deleteContactsContract, deleteManyContacts);
