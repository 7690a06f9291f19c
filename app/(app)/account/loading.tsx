import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function AccountLoading() {
  return (
    <Page width="narrow" aria-busy="true">
      <PageHeader title="Your account" description="One account for all your workspaces." />
      {["Profile", "Password", "Sessions"].map((title) => (
        <Card key={title}>
          <CardHeader title={title} />
          <CardContent className="flex flex-col gap-5">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </CardContent>
        </Card>
      ))}
    </Page>
  );
}
