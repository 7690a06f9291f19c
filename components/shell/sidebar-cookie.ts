/** Remembers the collapsed sidebar, so that the server already renders it: `defaultCollapsed={cookies.get(sidebarCookie)?.value === "collapsed"}`. */
export const sidebarCookie = "tidegate_sidebar";
