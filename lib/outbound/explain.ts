import type { Cause } from "./causes";

interface Explanation {
  cause: Cause;
  message: string;
}

/** The codes of Node's and undici's errors, with what they mean to somebody who looks after the other server. */
const byCode: Record<string, (host: string) => Explanation> = {
  ENOTFOUND: (host) => ({ cause: "dns", message: `The name ${host} could not be found.` }),
  EAI_AGAIN: (host) => ({ cause: "dns", message: `The name ${host} could not be looked up just now.` }),
  ECONNREFUSED: (host) => ({ cause: "refused", message: `${host} refused the connection: nothing listens there.` }),
  ECONNRESET: (host) => ({ cause: "reset", message: `${host} closed the connection before it answered.` }),
  EPIPE: (host) => ({ cause: "reset", message: `${host} closed the connection while we were sending.` }),
  UND_ERR_SOCKET: (host) => ({
    cause: "reset",
    message: `${host} closed the connection before its answer was complete.`,
  }),
  EHOSTUNREACH: (host) => ({ cause: "unreachable", message: `There is no way to ${host} from here.` }),
  ENETUNREACH: (host) => ({ cause: "unreachable", message: `There is no way to ${host} from here.` }),
  ETIMEDOUT: (host) => ({ cause: "connect_timeout", message: `${host} did not take the connection in time.` }),
  UND_ERR_CONNECT_TIMEOUT: (host) => ({
    cause: "connect_timeout",
    message: `${host} did not take the connection in time.`,
  }),
  UND_ERR_HEADERS_OVERFLOW: (host) => ({
    cause: "protocol",
    message: `The headers of ${host}'s answer are too large.`,
  }),
  CERT_HAS_EXPIRED: (host) => ({ cause: "tls", message: `The certificate of ${host} has expired.` }),
  DEPTH_ZERO_SELF_SIGNED_CERT: (host) => ({ cause: "tls", message: `The certificate of ${host} is self-signed.` }),
  SELF_SIGNED_CERT_IN_CHAIN: (host) => ({
    cause: "tls",
    message: `The certificate of ${host} comes from an unknown authority.`,
  }),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host) => ({
    cause: "tls",
    message: `The certificate chain of ${host} is incomplete.`,
  }),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (host) => ({
    cause: "tls",
    message: `The certificate of ${host} comes from an unknown authority.`,
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => ({
    cause: "tls",
    message: `The certificate of ${host} is for another name.`,
  }),
};

/** Why there was no answer, from whatever was thrown. */
export function explain(error: unknown, host: string): Explanation {
  const { code = "", name, message = String(error), errors } = error as Partial<AggregateError> & { code?: string };
  if (code === "TIDEGATE_BLOCKED") return { cause: "blocked", message };
  // Several addresses were tried: the first failure speaks for them.
  if (Array.isArray(errors) && errors.length > 0 && !(code in byCode)) return explain(errors[0], host);
  const known = byCode[code];
  if (known !== undefined) return known(host);
  if (name === "HTTPParserError" || code.startsWith("HPE_"))
    return { cause: "protocol", message: `${host} did not answer in HTTP.` };
  if (/^(ERR_SSL|ERR_TLS|EPROTO|CERT_|UNABLE_TO)/.test(code))
    return { cause: "tls", message: `No secure connection to ${host} could be made (${code}).` };
  if (code === "UND_ERR_INVALID_ARG")
    return { cause: "bad_request", message: `The request could not be made: ${message}.` };
  return { cause: "unreachable", message: `${host} could not be reached (${code || message}).`.slice(0, 500) };
}
