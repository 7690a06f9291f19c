import { confirmationRoute } from "@/lib/api/confirmation-route";

export const GET = confirmationRoute("look");
export const POST = confirmationRoute("confirm");
