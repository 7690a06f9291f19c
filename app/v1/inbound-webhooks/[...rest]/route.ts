import { doorRoute } from "@/lib/api/door-route";

export {
  doorRoute as DELETE,
  doorRoute as GET,
  doorRoute as HEAD,
  doorRoute as OPTIONS,
  doorRoute as PATCH,
  doorRoute as POST,
  doorRoute as PUT,
};
