import { useSignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { Party } from "@/lib/domain/call/presence.ts";
import {
  type CallPage,
  type CallPageOptions,
  startCallPage,
} from "./call_page.ts";

/** How an island starts its page. The gallery provides a start whose values are fixed. */
export const CallPageStart = createContext(startCallPage);

/** The page's parts, or null on the server and before the island is mounted. */
export function useCallPage(
  party: Party,
  options: CallPageOptions,
): CallPage | null {
  const start = useContext(CallPageStart);
  const callPage = useSignal<CallPage | null>(null);
  useEffect(() => {
    const started = callPage.value = start(party, options);
    return started.stop;
  }, []);
  return callPage.value;
}
