import { route } from "@/lib/api/route";
import { changeManyContacts } from "@/lib/contacts/many/change";
import { changeContactsContract } from "@/lib/contacts/many/contract";

export const POST = route(changeContactsContract, changeManyContacts);
