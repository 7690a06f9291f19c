/** Remembers the slug of the workspace somebody was in last, per browser. Written by the shell, read by the front page. */
export const lastWorkspaceCookie = "tidegate_workspace";
