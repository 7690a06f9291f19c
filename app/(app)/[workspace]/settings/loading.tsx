import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function SettingsLoading() {
  return (
    <Page aria-busy="true">
      <PageHeader title={<Skeleton className="h-6 w-36" />} description={<Skeleton className="mt-1 w-72" />} />
      <div className="flex flex-col gap-px overflow-hidden rounded-lg border bg-card p-4">
        {["w-3/5", "w-2/5", "w-1/2", "w-1/3"].map((width) => (
          <div key={width} className="flex h-10 items-center">
            <Skeleton className={width} />
          </div>
        ))}
      </div>
    </Page>
  );
}
