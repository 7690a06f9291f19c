const singleUseLink = /\/(confirm|reset|invitation)\/[A-Za-z0-9_-]+/g;

/** Takes the token out of single-use links: who reads a stored mail later must not be able to use them. */
export const redactLinks = (content: string): string => content.replace(singleUseLink, "/$1/•••");
