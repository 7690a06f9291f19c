import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BackgroundPanel } from "@/components/background/background-panel";
import { pageContext } from "@/lib/api/page-context";
import { getBackground } from "@/lib/background/get";
import { allows } from "@/lib/workspaces/allows";

export const metadata: Metadata = { title: "Background" };

export default async function BackgroundPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  if (!allows(ctx, "background:write")) notFound();
  return <BackgroundPanel workspace={workspace} background={await getBackground(ctx)} />;
}
