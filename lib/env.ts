import ipaddr from "ipaddr.js";
import { z } from "zod";

const blankIsAbsent = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const text = z.preprocess(blankIsAbsent, z.string().trim().optional());
const list = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .optional()
    .transform((value) => (value ?? "").split(",").flatMap((part) => part.trim() || [])),
);
/** Addresses and CIDR ranges. */
const networks = list.superRefine((entries, context) => {
  for (const entry of entries)
    if (!ipaddr.isValid(entry) && !ipaddr.isValidCIDR(entry))
      context.addIssue({
        code: "custom",
        message: `holds ${entry}, which is neither an address nor a CIDR range like 10.0.0.0/8`,
      });
});
const url = (protocols: string[], example: string) =>
  z.preprocess(
    blankIsAbsent,
    z
      .string()
      .refine(
        (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
        `must look like ${example}`,
      )
      .optional(),
  );
/** `hooks@example.com`, or with a name before it. */
const sender = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .trim()
    .refine(
      (value) => z.email().safeParse(/<([^<>]*)>$/.exec(value)?.[1] ?? value).success,
      "must look like Tidegate <hooks@example.com>",
    )
    .optional(),
);

/** As the SDK reads it: a switch, or an address. */
function inngestDevAddress(value: unknown): unknown {
  if (value === "1" || value === "true") return "http://127.0.0.1:8288";
  return value === "0" || value === "false" ? undefined : value;
}

const schema = z
  .object({
    NODE_ENV: z.string().default("production"),
    PORT: z.preprocess(blankIsAbsent, z.coerce.number("must be a port number").int().min(0).max(65_535).default(3000)),
    HOST: z.preprocess(blankIsAbsent, z.string().default("127.0.0.1")),
    PUBLIC_URL: url(["http:", "https:"], "https://tidegate.example.com"),
    DATABASE_URL: url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/database"),
    TIDEGATE_SECRET: z.preprocess(blankIsAbsent, z.string().min(24, "must be at least 24 characters long").optional()),
    TIDEGATE_DATA_DIR: z.preprocess(blankIsAbsent, z.string().default(".data")),
    TIDEGATE_ROLE: z.preprocess(
      blankIsAbsent,
      z.enum(["all", "web", "worker"], "must be all, web or worker").default("all"),
    ),
    SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@mail.example.com"),
    MAIL_FROM: sender,
    TIDEGATE_OWNER_EMAIL: z.preprocess(blankIsAbsent, z.email("must be an email address").optional()),
    TIDEGATE_OWNER_PASSWORD: z.preprocess(
      blankIsAbsent,
      z.string().min(8, "must be at least 8 characters long").max(128).optional(),
    ),
    TIDEGATE_API_KEY: z.preprocess(blankIsAbsent, z.string().min(24, "must be at least 24 characters long").optional()),
    TIDEGATE_TRUSTED_PROXIES: networks,
    TIDEGATE_ALLOW_PRIVATE_CIDRS: networks,
    TIDEGATE_DOOR: z.preprocess(
      blankIsAbsent,
      z.enum(["server", "routes"], "must be server or routes").default("server"),
    ),
    INNGEST_DEV: z.preprocess(inngestDevAddress, url(["http:", "https:"], "1 or http://127.0.0.1:8288")),
    INNGEST_BASE_URL: url(["http:", "https:"], "http://inngest.internal:8288"),
    INNGEST_EVENT_KEY: text,
    INNGEST_SIGNING_KEY: text,
    METRICS_TOKEN: text,
    LOG_LEVEL: z.preprocess(
      blankIsAbsent,
      z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "must be a pino level").default("info"),
    ),
  })
  .superRefine((env, ctx) => {
    const need = (path: keyof typeof env, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (env.DATABASE_URL !== undefined && env.TIDEGATE_SECRET === undefined)
      need("TIDEGATE_SECRET", "is required with DATABASE_URL (try: openssl rand -base64 32)");
    if ((env.TIDEGATE_OWNER_EMAIL === undefined) !== (env.TIDEGATE_OWNER_PASSWORD === undefined))
      need("TIDEGATE_OWNER_EMAIL", "and TIDEGATE_OWNER_PASSWORD go together");
    if (env.TIDEGATE_API_KEY !== undefined && env.TIDEGATE_OWNER_EMAIL === undefined)
      need("TIDEGATE_API_KEY", "needs TIDEGATE_OWNER_EMAIL and TIDEGATE_OWNER_PASSWORD beside it");
    if ((env.INNGEST_EVENT_KEY === undefined) !== (env.INNGEST_SIGNING_KEY === undefined))
      need("INNGEST_EVENT_KEY", "and INNGEST_SIGNING_KEY go together");
    if (env.INNGEST_BASE_URL !== undefined && env.INNGEST_EVENT_KEY === undefined)
      need("INNGEST_BASE_URL", "needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY beside it");
  });

/** An Inngest that runs the background functions. */
export interface InngestSettings {
  /** Undefined: Inngest Cloud. */
  url: string | undefined;
  /** Undefined with a development server alone, which asks for none. */
  eventKey: string | undefined;
  signingKey: string | undefined;
  /** A development server may call functions unsigned. */
  development: boolean;
}

/** The settings of a process, parsed once. `publicUrl` has no slash at its end. */
export interface Env {
  production: boolean;
  port: number;
  host: string;
  publicUrl: string;
  databaseUrl: string | undefined;
  secret: string | undefined;
  dataDir: string;
  role: "all" | "web" | "worker";
  smtpUrl: string | undefined;
  mailFrom: string;
  owner: { email: string; password: string; apiKey: string | undefined } | undefined;
  trustedProxies: string[];
  allowPrivateCidrs: string[];
  /** `routes` leaves the doors to Next's router, for tests and benchmarks of that mount. */
  door: "server" | "routes";
  /** Undefined: functions run on the embedded engine. */
  inngest: InngestSettings | undefined;
  metricsToken: string | undefined;
  logLevel: string;
}

/** Parses the environment. Throws an Error whose message is one line that names the variable and what it must be. */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  const result = schema.safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${String(issue?.path[0] ?? "The environment")} ${issue?.message ?? "is wrong"}.`);
  }
  const env = result.data;
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");
  return {
    production: env.NODE_ENV !== "development",
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    databaseUrl: env.DATABASE_URL,
    secret: env.TIDEGATE_SECRET,
    dataDir: env.TIDEGATE_DATA_DIR,
    role: env.TIDEGATE_ROLE,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? `tidegate@${new URL(publicUrl).hostname}`,
    owner:
      env.TIDEGATE_OWNER_EMAIL === undefined || env.TIDEGATE_OWNER_PASSWORD === undefined
        ? undefined
        : { email: env.TIDEGATE_OWNER_EMAIL, password: env.TIDEGATE_OWNER_PASSWORD, apiKey: env.TIDEGATE_API_KEY },
    trustedProxies: env.TIDEGATE_TRUSTED_PROXIES,
    allowPrivateCidrs: env.TIDEGATE_ALLOW_PRIVATE_CIDRS,
    door: env.TIDEGATE_DOOR,
    inngest: toInngest(env),
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
  };
}

function toInngest(env: z.output<typeof schema>): InngestSettings | undefined {
  const url = env.INNGEST_DEV ?? env.INNGEST_BASE_URL;
  if (url === undefined && env.INNGEST_EVENT_KEY === undefined) return undefined;
  return {
    url,
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    development: env.INNGEST_DEV !== undefined,
  };
}
