import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SignOutButton } from "@/components/auth/sign-out-button";
import { sidebarCookie } from "@/components/shell/sidebar-cookie";
import { WorkspaceShell } from "@/components/workspaces/workspace-shell";
import { homeWorkspace } from "@/lib/api/home-workspace";
import { requireUser } from "@/lib/api/page-context";

/** The account belongs to no workspace: the frame shows the one its owner comes from. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser("/account");
  const { workspace, workspaces } = await homeWorkspace(ctx);
  if (workspace === null)
    return (
      <main>
        {children}
        <div className="mx-auto flex max-w-[45rem] justify-end px-4 pb-16 md:px-6">
          <SignOutButton />
        </div>
      </main>
    );
  const collapsed = (await cookies()).get(sidebarCookie)?.value === "collapsed";
  return (
    <WorkspaceShell
      workspace={workspace}
      workspaces={workspaces}
      user={ctx.user}
      defaultCollapsed={collapsed}
      page="Your account"
    >
      {children}
    </WorkspaceShell>
  );
}
