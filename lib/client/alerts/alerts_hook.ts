import { useSignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { alertSound } from "./alert_sound.ts";
import { alertWords } from "./alert_words.ts";
import { type AlertParts, type Alerts, startAlerts } from "./alerts.ts";
import { badgeFavicon } from "./favicon_badge.ts";
import type { AwaitedClient } from "./news.ts";
import { browserNotifications } from "./notifications.ts";

/** How a page gets its alerts. The gallery provides fixed ones. */
export const AlertsStart = createContext(startBrowserAlerts);

function startBrowserAlerts(parts: Partial<AlertParts>): Alerts {
  return startAlerts({
    notifications: browserNotifications(),
    sound: alertSound(),
    words: alertWords,
    now: () => performance.now(),
    page: document,
    storage: () => localStorage,
    path: location.pathname,
    ...parts,
  });
}

/**
 * Tells an artist who looks elsewhere what is new with these clients; null until
 * the page runs.
 */
export function useAlerts(
  clients: readonly AwaitedClient[],
  parts: Partial<AlertParts> = {},
): Alerts | null {
  const start = useContext(AlertsStart);
  const alerts = useSignal<Alerts | null>(null);
  useEffect(() => {
    const started = alerts.value = start(parts);
    return started.stop;
  }, []);
  const now = JSON.stringify(clients);
  useEffect(() => alerts.peek()?.see(clients), [now]);
  return alerts.value;
}

/** Puts a dot on the tab's icon while there is something to look at. */
export function useFaviconBadge(shown: boolean): void {
  useEffect(() => shown ? badgeFavicon() : undefined, [shown]);
}
