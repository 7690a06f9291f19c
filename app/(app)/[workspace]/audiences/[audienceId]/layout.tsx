import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AudienceCrumbs } from "@/components/audiences/audience-crumbs";
import { AudienceTabs } from "@/components/audiences/audience-tabs";
import { Badge } from "@/components/ui/badge";
import { Page, PageHeader } from "@/components/ui/page-header";
import { type AudiencePageParams, pageAudience } from "./page-audience";

export async function generateMetadata({ params }: { params: Promise<AudiencePageParams> }): Promise<Metadata> {
  const { workspace, audienceId } = await params;
  const { audience } = await pageAudience(workspace, audienceId);
  return { title: { default: audience.name, template: `%s · ${audience.name} · Tidegate` } };
}

/** Name and tabs of an audience; the screens below it come inside this `Page`. */
export default async function AudienceLayout({
  params,
  children,
}: {
  params: Promise<AudiencePageParams>;
  children: ReactNode;
}) {
  const { workspace, audienceId } = await params;
  const { audience } = await pageAudience(workspace, audienceId);
  return (
    <Page>
      <AudienceCrumbs workspace={workspace} audienceId={audienceId} name={audience.name} />
      <PageHeader
        title={audience.name}
        badge={
          audience.doubleOptIn ? (
            <Badge>
              <MailCheck aria-hidden />
              Double opt-in
            </Badge>
          ) : null
        }
      />
      <AudienceTabs workspace={workspace} audienceId={audienceId} />
      {children}
    </Page>
  );
}
