import { Button } from "@/components/ui/Button.tsx";
import type { Alerts, AlertState } from "@/lib/client/alerts/alerts.ts";

type On = AlertState & { readonly is: "on" };

/**
 * Whether this browser alerts the artist, with a way to try it. Buttons change
 * their words rather than their place: the one that was pressed keeps the focus.
 */
export function AlertChoice({ alerts }: {
  /** Null until the page runs. */
  readonly alerts: Alerts | null;
}) {
  const state = alerts?.state.value ?? { is: "off" };
  const on = state.is === "on";
  const turn = () => on ? alerts?.turnOff() : void alerts?.turnOn();
  return (
    <div class="alert-choice stack">
      <p class="soft" role="status">{on ? wordsOf(state) : ""}</p>
      <div class="row">
        <Button
          type="button"
          size="small"
          icon="bell"
          disabled={alerts === null}
          onClick={turn}
          data-testid={on ? "alerts-off" : "alerts-on"}
        >
          {on ? "Turn alerts off" : "Alert me when a client arrives"}
        </Button>
        {on && <TryOrAllow alerts={alerts!} state={state} />}
      </div>
    </div>
  );
}

function TryOrAllow({ alerts, state }: {
  readonly alerts: Alerts;
  readonly state: On;
}) {
  const asks = state.notifications === "default";
  return (
    <Button
      type="button"
      size="small"
      onClick={() => asks ? void alerts.turnOn() : alerts.tryIt()}
    >
      {asks ? "Allow notifications" : "Try it"}
    </Button>
  );
}

function wordsOf({ notifications, sound }: On): string {
  return [
    WORDS[notifications],
    sound ? "" : "The sound needs one click on this page first.",
  ].join(" ").trim();
}

const WITHOUT = "You hear a sound, and the tab’s title says who is here.";

const WORDS: Record<On["notifications"], string> = {
  granted:
    "While you look elsewhere you hear a sound and see a notification when a client arrives or writes.",
  default: `${WITHOUT} For notifications your browser needs your permission.`,
  denied:
    `${WITHOUT} Your browser blocks notifications from this page: you can allow them in its settings, beside the address.`,
  unsupported: `${WITHOUT} This browser shows no notifications here.`,
};
