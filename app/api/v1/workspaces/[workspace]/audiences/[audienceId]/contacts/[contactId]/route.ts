import { route } from "@/lib/api/route";
import { deleteContactContract, getContactContract, updateContactContract } from "@/lib/contacts/contract";
import { deleteContact } from "@/lib/contacts/delete";
import { getContact } from "@/lib/contacts/get";
import { updateContact } from "@/lib/contacts/update";

export const GET = route(getContactContract, getContact);
export const PATCH = route(updateContactContract, updateContact);
export const DELETE = route(deleteContactContract, deleteContact);
