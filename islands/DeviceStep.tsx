import { useSignal } from "@preact/signals";
import { Button } from "@/components/Button.tsx";
import { DeviceHelp } from "@/components/DeviceHelp.tsx";
import { deviceHelp } from "@/lib/client/device_words.ts";
import type { Visit } from "@/lib/client/visit.ts";

/**
 * The step before the browser's own question: what will be asked, and why. After
 * a no, or a trouble, the help for this system; going on without is always possible.
 *
 * @param joining whether the call is on already, and this step joins it
 */
export default function DeviceStep(
  { visit, otherName, joining }: {
    readonly visit: Visit | null;
    readonly otherName: string;
    readonly joining: boolean;
  },
) {
  const pressed = useSignal(false);
  const state = visit?.devices.state.value ?? "idle";
  const asking = state === "asking" && pressed.value;
  const help = visit
    ? deviceHelp(visit.devices.problems.value, visit.facts.platform)
    : null;
  const turnOn = () => {
    pressed.value = true;
    void visit?.turnOn();
  };
  const without = (
    <Button
      type="button"
      variant="quiet"
      disabled={!visit}
      onClick={() => visit?.devices.skip()}
    >
      {joining ? "Join without them" : "Go on without them"}
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
        variant="primary"
        size="large"
        icon="camera"
        full
        busy={asking}
        disabled={!visit}
        onClick={turnOn}
        data-testid="camera-on"
      >
        {joining
          ? "Turn on camera and microphone, and join"
          : "Turn on camera and microphone"}
      </Button>
      <p class="soft">
        {state === "skipped"
          ? "You go on without camera and microphone. You can still turn them on."
          : `Your browser will ask: choose “Allow”. Only ${otherName} will see and hear you.`}
      </p>
      {state === "skipped" ? null : <p>{without}</p>}
    </div>
  );
}
