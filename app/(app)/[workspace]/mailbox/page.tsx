import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { DeliveryNote } from "@/components/mailbox/delivery-note";
import { filterQuery, mailFilterParsers, openMailParsers } from "@/components/mailbox/filters";
import { MailTable } from "@/components/mailbox/mail-table";
import { mailQuery, mailsQuery } from "@/components/mailbox/queries";
import { Page } from "@/components/ui/page-header";
import { pageContext } from "@/lib/api/page-context";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { listMailbox } from "@/lib/mailbox/list";
import { allows } from "@/lib/workspaces/allows";
import { MailboxHeader } from "./mailbox-header";

export const metadata: Metadata = { title: "Mailbox" };

const loadSearch = createLoader({ ...mailFilterParsers, mail: openMailParsers.mail });

export default async function MailboxPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const { mail: mailId, ...filters } = await loadSearch(searchParams);
  const mails = await listMailbox(ctx, listMailboxContract.query.parse(filterQuery(filters)));
  const open = mails.items.find((mail) => mail.id === mailId);
  const { smtpUrl, mailFrom } = ctx.env;
  return (
    <Page>
      <MailboxHeader />
      <DeliveryNote smtpHost={smtpUrl === undefined ? null : new URL(smtpUrl).hostname} from={mailFrom} />
      <Prefetched
        data={[
          [mailsQuery(workspace, filters).queryKey, firstPage(mails)],
          ...(open === undefined ? [] : [[mailQuery(workspace, open.id).queryKey, open] as const]),
        ]}
      >
        <MailTable workspace={workspace} canWrite={allows(ctx, "contacts:write")} />
      </Prefetched>
    </Page>
  );
}
