import type { TransactionSql } from "@/db/client";
import type { Ctx } from "../context";
import type { EndedMail, MailOwner, OwnedMail, Verdict } from "./owner";

type OfKind<M> = M & { kind: string };

/** Asks the owners of these mails; those that nobody owns are left out, and go. */
export async function judgeAll(
  tx: TransactionSql,
  ctx: Ctx,
  owners: readonly MailOwner[],
  mails: readonly OfKind<OwnedMail>[],
): Promise<Map<string, Verdict>> {
  const verdicts = await Promise.all(
    owners.map((owner) => {
      const own = mails.filter(({ kind }) => kind === owner.kind);
      return own.length === 0 ? new Map<string, Verdict>() : owner.judge(tx, ctx, own);
    }),
  );
  return new Map(verdicts.flatMap((some) => [...some]));
}

/** Tells the owners of these mails how they ended. */
export async function tellOwners(
  tx: TransactionSql,
  ctx: Ctx,
  owners: readonly MailOwner[],
  mails: readonly OfKind<EndedMail>[],
): Promise<void> {
  for (const owner of owners) {
    const own = mails.filter(({ kind }) => kind === owner.kind);
    if (own.length > 0) await owner.ended(tx, ctx, own);
  }
}
