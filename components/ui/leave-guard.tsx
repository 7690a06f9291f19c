"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";
import { guardLeaving } from "./leaving";

/** A link of this site that would replace the page; null for everything that leaves it standing. */
function leavingHref(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target === "_blank" || link.origin !== window.location.origin) return null;
  return link.pathname === window.location.pathname ? null : link.href;
}

/** Marks the entry of the history that takes the first Back. */
const marker = "leaveGuard";

/**
 * Asks before unsaved work is lost: by a link, by the ⌘K palette, by Back, by closing the tab (there in the browser's own words). The
 * router tells nobody that it is about to leave, so links are caught before it sees them, what is no link leaves by `leaveFor`, and one
 * more entry of the same page takes the first Back.
 */
export function LeaveGuard({ active, what }: { active: boolean /** "This segment" */; what: string }) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);

  useEffect(() => {
    if (!active) return;
    let leaving = false;
    const ask = (go: () => void) =>
      setLeave(() => () => {
        leaving = true;
        go();
      });
    const onClick = (event: MouseEvent) => {
      const href = leavingHref(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => router.push(href));
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!leaving) event.preventDefault();
    };
    const stay = () => {
      if (!window.history.state?.[marker])
        window.history.pushState({ ...window.history.state, [marker]: true }, "", window.location.href);
    };
    const onBack = () => {
      if (leaving) return;
      stay();
      ask(() => window.history.go(-2));
    };
    stay();
    const unguard = guardLeaving(ask);
    document.addEventListener("click", onClick, true);
    window.addEventListener("beforeunload", onUnload);
    window.addEventListener("popstate", onBack);
    return () => {
      unguard();
      document.removeEventListener("click", onClick, true);
      window.removeEventListener("beforeunload", onUnload);
      window.removeEventListener("popstate", onBack);
    };
  }, [active, router]);

  return (
    <ConfirmDialog
      open={leave !== null}
      onOpenChange={() => setLeave(null)}
      title="Leave without saving?"
      description={`${what} has changes that are not saved.`}
      confirmLabel="Leave without saving"
      cancelLabel="Stay"
      onConfirm={() => leave?.()}
    />
  );
}
