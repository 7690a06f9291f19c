import type { ReactNode } from "react";
import { Logo } from "./logo";

/** A page of one small form in the middle: first visit, sign-in, reset. `footer` stands below the card. */
export function AuthCard({
  title,
  description,
  footer,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 bg-sidebar px-4 py-10">
      <Logo />
      <div className="w-full max-w-[25rem] rounded-lg border bg-card p-6">
        <h1 className="text-title">{title}</h1>
        {description ? <p className="mt-1 text-pretty text-body text-muted-foreground">{description}</p> : null}
        <div className="mt-5">{children}</div>
      </div>
      {footer ? <div className="text-center text-muted-foreground text-table">{footer}</div> : null}
    </main>
  );
}
