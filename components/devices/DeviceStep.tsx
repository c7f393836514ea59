import { useSignal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import {
  LateDeviceHelp,
  loadLateDevices,
} from "@/components/devices/LateDevices.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { devices as words } from "@/words/devices/step.ts";

/**
 * The step before the browser's permission prompt: what it asks for, and why.
 * After a denial or an error, help for this system; continuing without devices
 * is always possible.
 *
 * @param joining whether the call has started, and this step joins it
 * @param returning whether this person was in the call before
 * @param testing whether it is too early to join, and this step only tries the devices
 */
export default function DeviceStep(
  { callPage, otherName, joining, returning = false, testing = false }: {
    readonly callPage: Pick<CallPage, "devices" | "facts" | "turnOn"> | null;
    readonly otherName: string;
    readonly joining: boolean;
    readonly returning?: boolean | undefined;
    readonly testing?: boolean | undefined;
  },
) {
  const pressed = useSignal(false);
  const state = callPage?.devices.state.value ?? "idle";
  const asking = state === "asking" && pressed.value;
  const problems = callPage?.devices.problems.value;
  const hasProblem = Boolean(problems?.audio || problems?.video);
  const turnOn = () => {
    pressed.value = true;
    // The button says so. In a call that goes on, what was off stays off.
    if (state !== "ready" && !joining && !returning) {
      callPage?.devices.switched("audio", true);
      callPage?.devices.switched("video", true);
    }
    // The call follows at once: its first picture comes before everything else.
    if (!joining) loadLateDevices();
    void callPage?.turnOn();
  };
  const without = (
    <Button
      type="button"
      variant="quiet"
      disabled={!callPage}
      onClick={() => callPage?.devices.skip()}
    >
      {joining ? words.joinWithout : words.goOnWithout}
    </Button>
  );
  if (callPage && hasProblem && (state === "blocked" || state === "ready")) {
    return (
      <div class="stack">
        <LateDeviceHelp
          callPage={callPage}
          busy={asking}
          main={state === "blocked"}
          onRetry={turnOn}
        />
        {state === "blocked" ? <p>{without}</p> : null}
      </div>
    );
  }
  if (state === "ready") return null;
  return (
    <div class="stack">
      <Button
        type="button"
        variant={testing ? "secondary" : "primary"}
        size={testing ? "medium" : "large"}
        icon="camera"
        full={!testing}
        class={testing ? undefined : "pinned"}
        busy={asking}
        disabled={!callPage}
        onClick={turnOn}
        data-testid="camera-on"
      >
        {testing
          ? words.test
          : returning
          ? words.comeBackIn
          : joining
          ? words.turnOnAndJoin
          : words.turnOn}
      </Button>
      <p class="soft">
        {state === "skipped"
          ? words.skipped
          : words.willAsk({ name: otherName })}
      </p>
      {state === "skipped" || testing ? null : <p>{without}</p>}
    </div>
  );
}
