import { createHmac } from "node:crypto";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { type IdPrefix, newId, newUuid } from "@/db/ids";
import { accounts, rateLimits, sessions, users, verifications } from "@/db/schema";
import type { Ctx } from "../context";
import { passwordLength } from "./password";
import { clientAddressHeader } from "./request-headers";
import { mailPasswordReset, resetExpiryS } from "./reset-mail";
import { trustedOrigins } from "./trusted-origins";

const dayS = 86_400;

const idPrefixByModel: Record<string, IdPrefix> = {
  user: "usr",
  session: "ses",
  account: "acc",
  verification: "ver",
};

/**
 * Sign-in, sessions and passwords, over our own tables. Touches nothing before its first call. Nobody can sign up by themselves:
 * accounts come from the first visit, from an invitation, or from the environment.
 * @param secret the installation's; what signs cookies is derived from it
 */
export function createAuth(ctx: Ctx, secret: string) {
  return betterAuth({
    appName: "Tidegate",
    baseURL: ctx.env.publicUrl,
    basePath: "/api/auth",
    // Not the key that encrypts: whoever learnt one must not hold the other.
    secret: createHmac("sha256", secret).update("tidegate sessions v1").digest("base64url"),
    trustedOrigins: trustedOrigins(ctx.env.publicUrl),
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message, ...details) => ctx.log[level]({ details }, message),
    },
    database: drizzleAdapter(ctx.db, {
      provider: "pg",
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        rateLimit: rateLimits,
      },
      transaction: true,
    }),
    user: { additionalFields: { operator: { type: "boolean", required: false, defaultValue: false, input: false } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      resetPasswordTokenExpiresIn: resetExpiryS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mailPasswordReset(ctx, user, token),
    },
    verification: { storeIdentifier: "hashed" },
    session: {
      expiresIn: 30 * dayS,
      updateAge: dayS,
      // Listing one's sessions asks for a fresh one otherwise; changing a password asks for the old one anyway.
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: {
        "/sign-in/*": { window: 60, max: 10 },
        "/sign-up/*": { window: 60, max: 10 },
        "/request-password-reset": { window: 600, max: 5 },
        "/reset-password": { window: 600, max: 20 },
        "/change-password": { window: 60, max: 10 },
        // Asked for by every open page.
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: "tidegate",
      useSecureCookies: ctx.env.publicUrl.startsWith("https:"),
      // Said out loud, because the library turns it off in tests.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: {
        generateId: ({ model }) => {
          const prefix = idPrefixByModel[model];
          return prefix === undefined ? newUuid() : newId(prefix);
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
