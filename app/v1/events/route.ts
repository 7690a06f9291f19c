import { trackRoute } from "@/lib/api/track-route";

export const POST = trackRoute;

export {
  trackRoute as DELETE,
  trackRoute as GET,
  trackRoute as HEAD,
  trackRoute as OPTIONS,
  trackRoute as PATCH,
  trackRoute as PUT,
};
