import { route } from "@/lib/api/route";
import { listLinksContract } from "@/lib/campaigns/contract";
import { listLinks } from "@/lib/campaigns/report/list-links";

export const GET = route(listLinksContract, listLinks);
