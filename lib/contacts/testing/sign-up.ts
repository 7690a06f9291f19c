import type { AudienceConfig } from "../../audiences/config";
import { type ContactChange, change } from "../change";

/** Somebody signs up through the API: new, or known already. */
export const signUp = (audience: AudienceConfig, email: string, at: Date, more: Partial<ContactChange> = {}) =>
  change({
    audience,
    target: { email },
    intent: "upsert",
    consent: { kind: "sign_up", skipDoubleOptIn: false },
    source: { type: "api", id: null, requestId: null, ip: null, userAgent: null },
    at,
    ...more,
  });
