/** Whether a URL leads to another server than before; false while it is no URL. Browser-safe. */
export const leadsElsewhere = (before: string, url: string): boolean =>
  URL.canParse(url) && new URL(url).origin !== new URL(before).origin;
