import type { Call } from "@/lib/client/call/call.ts";
import {
  openPageCall as open,
  type PageCallOptions,
} from "@/lib/client/call/page_call.ts";
import { lateMonitor } from "@/lib/client/network/late_monitor.ts";

const monitor = lateMonitor(async () =>
  (await import("./late/late_parts.ts")).monitorNetwork
);

/** A call of this page; what measures its connection comes with the call's late script. */
export function openPageCall(options: Omit<PageCallOptions, "monitor">): Call {
  return open({ ...options, monitor });
}
