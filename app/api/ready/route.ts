import { readiness } from "@/lib/api/readiness";

export const GET = readiness;
