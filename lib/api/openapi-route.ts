import { runtime } from "@/lib/runtime";
import { openApi } from "./openapi";

/** The admin API's description for client generators; public, because it says nothing about any workspace. */
export async function openApiRoute(): Promise<Response> {
  const { env } = await runtime();
  return Response.json(openApi(env.publicUrl), { headers: { "cache-control": "public, max-age=300" } });
}
