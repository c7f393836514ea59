import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { browserTimers } from "@/lib/client/page/browser.ts";
import { idleControls } from "./idle_controls.ts";

/** Touch screens without a pointer that hovers: elsewhere the controls cover nothing. */
const TOUCH = "(hover: none) and (pointer: coarse)";

/**
 * Keeps whether the controls of a call are shown; see `idle_controls.ts`.
 *
 * @param busy whether they have to stay
 */
export function useIdleControls(shown: Signal<boolean>, busy: boolean): void {
  const stays = useSignal(busy);
  stays.value = busy;
  useEffect(() => {
    if (!matchMedia(TOUCH).matches) return undefined;
    const idle = idleControls({
      page: document,
      timers: browserTimers,
      now: () => performance.now(),
      busy: stays,
      isControl: inside(".stage__controls"),
      isField: inside(
        "textarea, input:not([type=radio], [type=checkbox])",
      ),
    });
    const unfollow = idle.shown.subscribe((yes) => shown.value = yes);
    return () => {
      unfollow();
      idle.stop();
    };
  }, []);
}

function inside(selector: string) {
  return (target: EventTarget | null) =>
    target instanceof Element && target.closest(selector) !== null;
}
