import { route } from "@/lib/api/route";
import { createContactContract, listContactsContract } from "@/lib/contacts/contract";
import { createContact } from "@/lib/contacts/create";
import { listContacts } from "@/lib/contacts/list";

export const GET = route(listContactsContract, listContacts);
export const POST = route(createContactContract, createContact);
