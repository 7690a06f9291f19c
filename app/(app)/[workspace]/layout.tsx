import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { sidebarCookie } from "@/components/shell/sidebar-cookie";
import { WorkspaceShell } from "@/components/workspaces/workspace-shell";
import { pageContext, requireUser } from "@/lib/api/page-context";
import { listWorkspaces } from "@/lib/workspaces/list";

export default async function WorkspaceLayout({
  params,
  children,
}: {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}) {
  const { workspace: slug } = await params;
  const { workspace, actor } = await pageContext(slug);
  const ctx = await requireUser(`/${slug}`);
  const { items } = await listWorkspaces(ctx);
  const collapsed = (await cookies()).get(sidebarCookie)?.value === "collapsed";
  return (
    <WorkspaceShell
      workspace={workspace}
      workspaces={items}
      user={ctx.user}
      role={actor.role}
      defaultCollapsed={collapsed}
    >
      {children}
    </WorkspaceShell>
  );
}
