/** A path of this site to go to after signing in; anything else, as another site's address, becomes `/`. */
export function safePath(path: string | null | undefined): string {
  if (path === null || path === undefined || !/^\/(?![/\\])/.test(path)) return "/";
  const url = new URL(path, "http://localhost");
  if (url.host !== "localhost") return "/";
  // Next's own parameter of a navigation inside the app.
  url.searchParams.delete("_rsc");
  const safe = `${url.pathname}${url.search}`;
  // Resolving `/.//evil.example` leaves two slashes in front, which is another site's address.
  return /^\/(?![/\\])/.test(safe) ? safe : "/";
}
