import { route } from "@/lib/api/route";
import { findContactsContract } from "@/lib/contacts/contract";
import { findContacts } from "@/lib/contacts/find";

export const GET = route(findContactsContract, findContacts);
