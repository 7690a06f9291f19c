import { route } from "@/lib/api/route";
import { listConsentContract } from "@/lib/contacts/contract";
import { listConsent } from "@/lib/contacts/history";

export const GET = route(listConsentContract, listConsent);
