"use client";

import { Menu, PanelLeft, Search } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { Breadcrumbs, type Crumb } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import { type CommandEntryGroup, CommandMenu, type CommandSearch } from "./command-menu";
import { LogoMark } from "./logo";
import { SetPageCrumbs } from "./page-crumbs";
import { sidebarCookie } from "./sidebar-cookie";
import { type NavSection, SidebarNav, useActiveItem } from "./sidebar-nav";
import { ThemeToggle } from "./theme-toggle";
import { type ShellUser, UserMenu, type UserMenuLink } from "./user-menu";
import { type ShellWorkspace, WorkspaceSwitcher } from "./workspace-switcher";

export type AppShellProps = {
  workspace: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  user: ShellUser;
  nav: readonly NavSection[];
  defaultCollapsed?: boolean;
  /** Replaces "workspace › section" in the bar. */
  breadcrumbs?: readonly Crumb[];
  /** More of the ⌘K palette; every navigation item is in it already. */
  commands?: readonly CommandEntryGroup[];
  onSearch?: CommandSearch;
  userLinks?: readonly UserMenuLink[];
  onSignOut?: () => void;
  workspaceHref?: (slug: string) => string;
  createWorkspaceHref?: string;
  /** Between navigation and the end of the sidebar: a version, a help link. */
  sidebarFooter?: ReactNode;
  children: ReactNode;
};

const noSubscription = () => () => undefined;
const modifierKey = () => (/Mac|iP(?:hone|ad|od)/.test(navigator.userAgent) ? "⌘" : "Ctrl ");

const yearSeconds = 31_536_000;

function remember(collapsed: boolean) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support.
  document.cookie = `${sidebarCookie}=${collapsed ? "collapsed" : "open"}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

/** The frame of every signed-in page: sidebar, bar, ⌘K. A `Page` inside sets width and padding. */
export function AppShell(props: AppShellProps) {
  const [collapsed, setCollapsed] = useState(props.defaultCollapsed ?? false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const active = useActiveItem(props.nav);
  const [pageCrumbs, setPageCrumbs] = useState<readonly Crumb[]>([]);
  const crumbs = props.breadcrumbs ?? [
    { label: props.workspace.name, href: props.workspaceHref?.(props.workspace.slug) ?? `/${props.workspace.slug}` },
    ...(active ? [{ label: active.label, href: active.href }] : []),
    ...pageCrumbs,
  ];
  const groups = useMemo(
    () => [
      ...(props.commands ?? []),
      {
        label: "Go to",
        items: props.nav
          .flatMap((section) => section.items)
          .map(({ href, label, icon }) => ({ id: `go ${href}`, href, label, icon })),
      },
    ],
    [props.commands, props.nav],
  );

  const toggle = useCallback(() => {
    setCollapsed((was) => {
      remember(!was);
      return !was;
    });
  }, []);

  const modifier = useSyncExternalStore(noSubscription, modifierKey, () => "⌘");
  const openPalette = () => setPaletteOpen(true);

  return (
    <div className="flex min-h-dvh [--sticky-top:3rem]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-foreground px-3 py-2 font-medium text-background text-table focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <aside
        className={cn(
          "sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-sidebar md:flex",
          collapsed ? "w-14" : "w-[14.5rem]",
        )}
      >
        <SidebarBody {...props} collapsed={collapsed} />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-20 flex h-12 shrink-0 items-center gap-1.5 border-b bg-background px-3 md:px-4">
          <MobileSidebar {...props} />
          <Tooltip content={collapsed ? "Open sidebar" : "Collapse sidebar"} side="bottom">
            <Button
              variant="ghost"
              size="icon"
              className="-ml-1.5 max-md:hidden"
              aria-label={collapsed ? "Open sidebar" : "Collapse sidebar"}
              onClick={toggle}
            >
              <PanelLeft />
            </Button>
          </Tooltip>
          <Breadcrumbs items={crumbs} label="Location" className="flex-1" />
          <Button
            variant="outline"
            className="w-56 justify-start px-2.5 font-normal text-muted-foreground max-lg:hidden"
            onClick={openPalette}
          >
            <Search />
            <span className="flex-1 text-left">Search or jump to…</span>
            <Kbd aria-hidden>{modifier}K</Kbd>
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Search or jump to"
            className="lg:hidden"
            onClick={openPalette}
          >
            <Search />
          </Button>
          <ThemeToggle />
          <UserMenu user={props.user} links={props.userLinks} onSignOut={props.onSignOut} />
        </header>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <SetPageCrumbs value={setPageCrumbs}>{props.children}</SetPageCrumbs>
        </main>
      </div>
      <CommandMenu open={paletteOpen} onOpenChange={setPaletteOpen} groups={groups} onSearch={props.onSearch} />
    </div>
  );
}

type SidebarProps = Pick<
  AppShellProps,
  "workspace" | "workspaces" | "nav" | "workspaceHref" | "createWorkspaceHref" | "sidebarFooter"
>;

function SidebarBody({
  collapsed,
  onNavigate,
  ...props
}: SidebarProps & { collapsed?: boolean; onNavigate?: () => void }) {
  return (
    <>
      <div className="flex h-12 shrink-0 items-center border-b px-2">
        <WorkspaceSwitcher
          workspace={props.workspace}
          workspaces={props.workspaces}
          hrefFor={props.workspaceHref}
          createHref={props.createWorkspaceHref}
          collapsed={collapsed}
        />
      </div>
      <div data-scroll className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        <SidebarNav sections={props.nav} collapsed={collapsed} onNavigate={onNavigate} />
      </div>
      <div
        className={cn(
          "flex h-10 shrink-0 items-center gap-2 border-t px-3.5 text-meta text-muted-foreground",
          collapsed && "justify-center px-0",
        )}
      >
        <LogoMark className="size-4" />
        {collapsed ? null : (props.sidebarFooter ?? "Tidegate")}
      </div>
    </>
  );
}

function MobileSidebar(props: SidebarProps) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Open navigation" className="-ml-1.5 md:hidden">
          <Menu />
        </Button>
      </SheetTrigger>
      <SheetContent bare side="left" title="Navigation" className="w-72 bg-sidebar sm:w-72">
        <SidebarBody {...props} onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
