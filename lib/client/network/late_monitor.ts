import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { NetworkMonitorOptions } from "./network_monitor.ts";

/** Measures a connection from now on. Returns the undo. */
export type NetworkMonitor = (watch: NetworkMonitorOptions) => () => void;

/** The first picture comes first; a measurement needs some seconds anyway. */
const BEGINS_AFTER = 2 * SECOND;
const AGAIN_AFTER = 5 * SECOND;

/** The monitor whose code is loaded once the connection has had its first seconds. */
export function lateMonitor(
  load: () => Promise<NetworkMonitor>,
): NetworkMonitor {
  return (watch) => {
    let over = false;
    let stop = () => {};
    let cancel = watch.timers.after(BEGINS_AFTER, () => void begin());
    async function begin(): Promise<void> {
      try {
        const monitor = await load();
        if (!over) stop = monitor(watch);
      } catch {
        // Without a line there is nothing to measure either.
        if (over) return;
        cancel = watch.timers.after(AGAIN_AFTER, () => void begin());
      }
    }
    return () => {
      over = true;
      cancel();
      stop();
    };
  };
}
