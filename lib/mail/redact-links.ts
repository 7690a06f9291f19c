/** Single-use links, and those that unsubscribe somebody: their tokens are longer than any example's. */
const powerfulLink = /\/(confirm|reset|invitation|unsubscribe(?=\/[\w-]{44}))\/[\w-]+/g;

/** Takes the token out of links that are a power: who reads a stored mail later must not be able to use them. */
export const redactLinks = (content: string): string => content.replace(powerfulLink, "/$1/•••");
