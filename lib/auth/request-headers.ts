/** The caller's one address: the server overwrites what a caller sends with what its socket and the trusted proxies say. */
export const clientAddressHeader = "x-forwarded-for";

/** The path and query that were asked for, set by the server: pages need it to come back after signing in. */
export const requestPathHeader = "x-tidegate-path";
