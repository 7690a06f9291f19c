import { route } from "@/lib/api/route";
import { getRequestContract } from "@/lib/inbound/contract";
import { getRequest } from "@/lib/inbound/get-request";

export const GET = route(getRequestContract, getRequest);
