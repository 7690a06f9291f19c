import type { Metadata } from "next";
import { Operation } from "@/components/api-reference/operation";
import { Logo } from "@/components/shell/logo";
import { Page, PageHeader } from "@/components/ui/page-header";
import { reference } from "@/lib/api/reference";
import { runtime } from "@/lib/runtime";

export const metadata: Metadata = { title: "API reference" };
export const dynamic = "force-dynamic";

export default async function ApiReferencePage() {
  const { env } = await runtime();
  const groups = reference(env.publicUrl);
  return (
    <Page>
      <Logo />
      <PageHeader
        title="API reference"
        description="Everything the pages of a workspace do, over HTTP, with an API key as bearer token. The same as OpenAPI: /api/v1/openapi.json"
      />
      <div className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-label="Operations" className="hidden lg:block">
          <div className="sticky top-6 flex max-h-[calc(100vh-3rem)] flex-col gap-4 overflow-y-auto">
            {groups.map((group) => (
              <div key={group.heading}>
                <p className="pb-1 font-medium text-meta text-muted-foreground">{group.heading}</p>
                <ul>
                  {group.entries.map((entry) => (
                    <li key={entry.id}>
                      <a href={`#${entry.id}`} className="block truncate py-0.5 text-table hover:text-link">
                        {entry.summary}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </nav>
        <main className="flex min-w-0 flex-col gap-8">
          {groups.map((group) => (
            <div key={group.heading} className="flex flex-col gap-4">
              <h2 className="font-semibold text-heading">{group.heading}</h2>
              {group.entries.map((entry) => (
                <Operation key={entry.id} {...entry} />
              ))}
            </div>
          ))}
        </main>
      </div>
    </Page>
  );
}
