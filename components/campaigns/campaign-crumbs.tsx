"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useMemo } from "react";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { activeHref } from "@/components/ui/link-tabs";
import { campaignScreens } from "./paths";
import { campaignQuery } from "./queries";
import type { CampaignScope } from "./scope";

/** Names the campaign and its screen in the bar: "Campaigns › Spring letter › Report". */
export function CampaignCrumbs({ workspace, campaignId }: CampaignScope) {
  const pathname = usePathname();
  const { data: campaign } = useQuery(campaignQuery({ workspace, campaignId }));
  const { name, status } = campaign ?? {};
  const crumbs = useMemo(() => {
    if (name === undefined || status === undefined) return [];
    const screens = campaignScreens({ workspace, campaignId }, status);
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
  }, [workspace, campaignId, name, status, pathname]);
  return <PageCrumbs crumbs={crumbs} />;
}
