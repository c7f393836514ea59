import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { ConsentCheckbox } from "@/components/ui/ConsentCheckbox.tsx";
import { DialogFrame } from "@/components/ui/DialogFrame.tsx";
import {
  followShortcuts,
  type ShortcutAction,
  SHORTCUTS,
  takesLetters,
} from "@/lib/client/call/stage/shortcuts.ts";
import type { Call } from "@/lib/client/call/call.ts";
import { useModal } from "@/lib/client/page/modal_hook.ts";
import { tabMemory } from "@/lib/client/page/tab_memory.ts";

export interface ShortcutsProps {
  readonly call: Pick<Call, "local">;
  /** Whether the list of keys is shown. */
  readonly help: Signal<boolean>;
  readonly actions: Readonly<
    Record<Exclude<ShortcutAction, "help">, () => unknown>
  >;
}

const NAMES: Readonly<Record<ShortcutAction, string>> = {
  microphone: "Microphone on or off",
  camera: "Camera on or off",
  view: "Gallery view or one large picture",
  messages: "Messages",
  stills: "Pictures",
  panel: "The client’s details",
  mirror: "Mirror the client’s picture",
  end: "End the consultation (asks first)",
  help: "This list",
};

/**
 * The keys of the call, and the list of them. Somebody who speaks to a computer
 * may press keys without wanting to, so they can be turned off (WCAG 2.1.4);
 * the choice is one of this browser.
 */
export default function Shortcuts({ call, help, actions }: ShortcutsProps) {
  const kept = useMemo(
    () => tabMemory("visavis-shortcuts", () => localStorage),
    [],
  );
  const on = useSignal(kept.load() !== "off");
  const said = useSignal("");
  const run = async (action: ShortcutAction) => {
    if (action === "help") return void (help.value = true);
    await actions[action]();
    // The button is elsewhere: what the key did must be heard.
    said.value = spoken(action, call);
  };
  useEffect(() =>
    followShortcuts({
      page: document,
      isField: takesLetters,
      isModal: () => document.querySelector("dialog:modal") !== null,
      isOn: () => on.peek(),
      act: (action) => void run(action),
    }), []);
  const close = () => void (help.value = false);
  const modal = useModal({ open: help.value, onDismiss: close });
  return (
    <>
      <p class="visually-hidden" role="status">{said.value}</p>
      <dialog
        {...modal}
        class="dialog neutral"
        aria-labelledby="shortcuts-title"
        data-testid="shortcuts"
      >
        <DialogFrame
          id="shortcuts"
          title="Keyboard shortcuts"
          actions={
            <Button type="button" autofocus onClick={close}>Close</Button>
          }
        >
          <dl class="shortcuts">
            {Object.entries(SHORTCUTS).map(([key, action]) => (
              <div key={key}>
                <dt>
                  <kbd>{key.toUpperCase()}</kbd>
                </dt>
                <dd>{NAMES[action]}</dd>
              </div>
            ))}
          </dl>
          <ConsentCheckbox
            name="shortcuts"
            checked={on.value}
            onChange={({ currentTarget }) => {
              on.value = currentTarget.checked;
              kept.save(on.value ? null : "off");
            }}
          >
            Use these keys in this browser
          </ConsentCheckbox>
        </DialogFrame>
      </dialog>
    </>
  );
}

function spoken(
  action: ShortcutAction,
  { local }: Pick<Call, "local">,
): string {
  const state = (on: boolean) => on ? "on" : "off";
  switch (action) {
    case "microphone":
      return `Microphone ${state(local.microphoneOn.peek())}`;
    case "camera":
      return `Camera ${state(local.cameraOn.peek())}`;
    default:
      return "";
  }
}
