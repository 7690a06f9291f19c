/** Between the parts of a path: as it is, as some write it in JSON, and in a query string or a form. */
const slash = String.raw`\/|\\\/|%2[Ff]`;
/** Single-use links, and those that unsubscribe somebody: their tokens are longer than any example's. */
const powerfulLink = new RegExp(
  `(${slash})(confirm|reset|invitation|unsubscribe(?=(?:${slash})[\\w-]{44}))(${slash})[\\w-]+`,
  "g",
);

/** Takes the token out of links that are a power: who reads a stored mail or request later must not be able to use them. */
export const redactLinks = (content: string): string => content.replace(powerfulLink, "$1$2$3•••");
