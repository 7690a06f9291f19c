"use client";

import {
  Activity,
  Building2,
  Cog,
  FileClock,
  KeyRound,
  Mails,
  Megaphone,
  PackageCheck,
  Send,
  UserRound,
  Users,
  UsersRound,
  Webhook,
  Workflow,
} from "lucide-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { useAudienceCommands } from "@/components/audiences/use-audience-commands";
import { signOut } from "@/components/auth/sign-out";
import { AppShell } from "@/components/shell/app-shell";
import type { NavSection } from "@/components/shell/sidebar-nav";
import type { MemberRole } from "@/db/enums";
import type { Workspace } from "@/lib/workspaces/contract";
import { lastWorkspaceCookie } from "@/lib/workspaces/last-workspace-cookie";
import { can } from "@/lib/workspaces/permissions";

const yearSeconds = 31_536_000;

const navigation = (slug: string, role: MemberRole | undefined): NavSection[] => [
  {
    items: [
      { href: `/${slug}/audiences`, label: "Audiences", icon: <Users /> },
      { href: `/${slug}/campaigns`, label: "Campaigns", icon: <Megaphone /> },
      { href: `/${slug}/journeys`, label: "Journeys", icon: <Workflow /> },
      { href: `/${slug}/requests`, label: "Requests", icon: <FileClock /> },
      { href: `/${slug}/events`, label: "Events", icon: <Activity /> },
      { href: `/${slug}/webhooks`, label: "Webhooks", icon: <Send /> },
      { href: `/${slug}/deliveries`, label: "Deliveries", icon: <PackageCheck /> },
      { href: `/${slug}/mailbox`, label: "Mailbox", icon: <Mails /> },
    ],
  },
  {
    label: "Settings",
    items: [
      { href: `/${slug}/settings`, label: "General", icon: <Building2 />, exact: true },
      { href: `/${slug}/settings/members`, label: "Members", icon: <UsersRound /> },
      { href: `/${slug}/settings/inbound-webhooks`, label: "Inbound webhooks", icon: <Webhook /> },
      { href: `/${slug}/settings/api-keys`, label: "API keys", icon: <KeyRound /> },
      ...(role !== undefined && can(role, "background:write")
        ? [{ href: `/${slug}/settings/background`, label: "Background", icon: <Cog /> }]
        : []),
    ],
  },
];

const userLinks = [{ href: "/account", label: "Your account", icon: <UserRound /> }];

/** The frame of every page in a workspace; remembers it as the one to come back to. `page` names one that is not in the navigation. */
export function WorkspaceShell({
  workspace,
  workspaces,
  user,
  role,
  defaultCollapsed,
  page,
  children,
}: {
  workspace: Workspace;
  workspaces: Workspace[];
  user: { name: string; email: string };
  /** In this workspace; pages outside of it leave out what only some may see. */
  role?: MemberRole;
  defaultCollapsed: boolean;
  page?: string;
  children: ReactNode;
}) {
  const { slug } = workspace;
  const nav = useMemo(() => navigation(slug, role), [slug, role]);
  const palette = useAudienceCommands(slug);
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support.
    document.cookie = `${lastWorkspaceCookie}=${slug}; path=/; max-age=${yearSeconds}; samesite=lax`;
  }, [slug]);
  return (
    <AppShell
      workspace={workspace}
      workspaces={workspaces}
      user={user}
      nav={nav}
      defaultCollapsed={defaultCollapsed}
      breadcrumbs={page === undefined ? undefined : [{ label: page }]}
      {...palette}
      userLinks={userLinks}
      onSignOut={() => signOut()}
      createWorkspaceHref="/workspaces/new"
    >
      {children}
    </AppShell>
  );
}
