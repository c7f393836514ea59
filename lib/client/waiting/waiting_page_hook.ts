import { useEffect } from "preact/hooks";
import type { Party } from "@/lib/domain/call/presence.ts";
import { useCallPage } from "@/lib/client/call/call_page_hook.ts";
import { useFocusOn } from "@/lib/client/page/page_hooks.ts";
import { followTranslation } from "@/lib/client/page/translated_text.ts";
import {
  readWaitingPage,
  type WaitingPage,
  type WaitingPageOptions,
} from "./waiting_page.ts";
import { ruleOf, setOffsetRule } from "@/lib/time/zone_offsets.ts";
import { isDecided, waitingView } from "./waiting_view.ts";

/** Runs the page from waiting room to end, and moves the focus when its view changes. */
export function useWaitingPage(
  party: Party,
  options: WaitingPageOptions,
): WaitingPage {
  useEffect(() => followTranslation(), []);
  useEffect(
    () => setOffsetRule(ruleOf(options.zone, options.zoneOffsets)),
    [],
  );
  const callPage = useCallPage(party, options);
  const page = readWaitingPage(callPage, options);
  // Without `gone` and `suspended`: a closed page does not move the focus.
  useFocusOn(
    waitingView({
      phase: page.phase,
      gone: null,
      suspended: null,
      decided: isDecided(page.devices),
    }).is,
  );
  return page;
}
