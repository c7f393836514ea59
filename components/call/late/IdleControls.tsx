import type { Signal } from "@preact/signals";
import { useIdleControls } from "@/lib/client/call/stage/idle_controls_hook.ts";

/** Hides the controls of a touch screen that nobody touches; renders nothing. */
export default function IdleControls({ shown, busy }: {
  readonly shown: Signal<boolean>;
  /** Whether they have to stay. */
  readonly busy: boolean;
}) {
  useIdleControls(shown, busy);
  return null;
}
