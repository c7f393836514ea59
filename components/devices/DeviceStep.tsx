import { useSignal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import { DeviceHelp } from "@/components/devices/DeviceHelp.tsx";
import { deviceHelp } from "@/lib/client/media/device_words.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { devices as words } from "@/words/devices.ts";

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
  const help = callPage
    ? deviceHelp(callPage.devices.problems.value, callPage.facts)
    : null;
  const turnOn = () => {
    pressed.value = true;
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
  if (help && (state === "blocked" || state === "ready")) {
    return (
      <div class="stack">
        <DeviceHelp help={help} busy={asking} onRetry={turnOn} />
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
