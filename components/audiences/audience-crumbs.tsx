"use client";

import { usePathname } from "next/navigation";
import { useMemo } from "react";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { activeHref } from "@/components/ui/link-tabs";
import { audienceScreens } from "./audience-screens";
import type { AudienceScope } from "./scope";

/** Names the audience and its screen in the bar: "Audiences › Newsletter › Settings". */
export function AudienceCrumbs({ workspace, audienceId, name }: AudienceScope & { name: string }) {
  const pathname = usePathname();
  const crumbs = useMemo(() => {
    const screens = audienceScreens({ workspace, audienceId });
    const open = activeHref(
      pathname,
      screens.map(({ href }) => href),
    );
    const [index, ...others] = screens;
    const screen = others.find(({ href }) => href === open);
    return [
      { label: name, href: pathname === index?.href ? undefined : index?.href },
      ...(screen ? [{ label: screen.label, href: pathname === screen.href ? undefined : screen.href }] : []),
    ];
  }, [workspace, audienceId, name, pathname]);
  return <PageCrumbs crumbs={crumbs} />;
}
