import { inngestRoute } from "@/lib/api/inngest-route";

export const GET = inngestRoute;
export const POST = inngestRoute;
export const PUT = inngestRoute;
