"use client";

import { useSyncExternalStore } from "react";

const noSubscription = () => () => undefined;

/** The browser's time zone by name; UTC on the server, which knows none. */
export const useTimeZone = (): string =>
  useSyncExternalStore(
    noSubscription,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );

/** "Tue, 24 Nov 2026, 09:00 (Europe/Berlin)". */
export function momentText(at: string, timeZone: string): string {
  const text = new Date(at).toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  return `${text} (${timeZone.replaceAll("_", " ")})`;
}

/** A moment that somebody plans by: exactly, with the zone it is meant in. */
export function LocalMoment({ at }: { at: string }) {
  const timeZone = useTimeZone();
  return <time dateTime={at}>{momentText(at, timeZone)}</time>;
}
