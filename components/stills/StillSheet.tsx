import type { ComponentChildren, RefObject } from "preact";
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { onEscape } from "@/lib/client/call/stage/sheet_hook.ts";
import { useModal } from "@/lib/client/page/modal_hook.ts";
import { cameraOffWords } from "@/lib/client/stills/camera_state.ts";
import type { AskedStill } from "@/lib/client/stills/open_request.ts";
import type {
  StillsOwner,
  StillsPage,
} from "@/lib/client/stills/stills_page.ts";
import { StillSheetContent } from "./StillSheetContent.tsx";

export interface StillSheetProps {
  readonly stills: StillsPage;
  /** First name. */
  readonly artist: string;
  readonly devices: StillsOwner["devices"];
  readonly restore: () => Promise<unknown>;
  /** Turns the camera on; null where the sheet does not offer it. */
  readonly turnOn: (() => Promise<unknown>) | null;
  readonly inCall: boolean;
  /** What the camera sees: a `StillViewfinder`. */
  readonly finder: ComponentChildren;
}

/** The page's camera, as the sheet shows it. */
export interface SheetCamera {
  /** Why it takes no picture before it is turned on; null if it is on. */
  readonly off: string | null;
  /** Null where the sheet does not offer it. */
  readonly turnOn: (() => void) | null;
  readonly turning: boolean;
}

/** The client's sheet: what is asked, the picture, and what becomes of it. */
export function StillSheet(props: StillSheetProps) {
  const { stills } = props;
  const { sheet, visit, app } = stills;
  const open = sheet.value !== null;
  const close = () => {
    visit.close();
    sheet.value = null;
  };
  useEffect(() => app.restoreBy(props.restore));
  useChangeOfPlace(stills, close);
  const camera = useCamera(props);
  // A request that is taken back while the sheet is open is still described.
  const asked = useAsked(stills);
  const title = useRef<HTMLHeadingElement>(null);
  const content = open && (
    <StillSheetContent
      {...{ ...props, camera, asked, close, title }}
    />
  );
  const Place = props.inCall ? AboveControls : OverRoom;
  return <Place {...{ open, close, title }}>{content}</Place>;
}

interface PlaceProps {
  readonly open: boolean;
  readonly close: () => void;
  readonly title: RefObject<HTMLHeadingElement>;
  readonly children: ComponentChildren;
}

/** In the waiting room there is nothing else to reach. */
function OverRoom({ open, close, children }: PlaceProps) {
  const modal = useModal({ open, onDismiss: close });
  return (
    <dialog
      {...modal}
      class="dialog still-sheet neutral"
      aria-labelledby="still-title"
      data-testid="still-sheet"
    >
      {children}
    </dialog>
  );
}

/** In the call, above its controls: a modal dialog would make "End" unreachable. */
function AboveControls({ open, close, title, children }: PlaceProps) {
  const was = useRef(false);
  // As it opens: a key that is pressed at once already goes to the sheet.
  useLayoutEffect(() => {
    if (open) title.current?.focus({ preventScroll: true });
  }, [open]);
  useEffect(() => {
    if (was.current && !open) focusCall();
    was.current = open;
  }, [open]);
  if (!open) return null;
  return (
    <section
      class="still-sheet still-sheet--call neutral"
      aria-labelledby="still-title"
      data-closable
      data-testid="still-sheet"
      onKeyDown={onEscape(close)}
    >
      {children}
    </section>
  );
}

/** The focused element is gone: back to what opens the sheet again, or to the controls. */
function focusCall(): void {
  if (document.activeElement !== document.body) return;
  const stage = document.querySelector(".stage");
  const target = stage?.querySelector<HTMLElement>("[data-opens-still]") ??
    stage?.querySelector<HTMLElement>(".call-controls button");
  target?.focus();
}

/**
 * The page goes from the waiting room to the call, or back: a picture goes
 * along; a sheet without one would only cover what is there.
 */
function useChangeOfPlace({ visit }: StillsPage, close: () => void): void {
  useEffect(() => () => {
    if (visit.step.peek().is === "ready") close();
  }, []);
}

function useCamera({ devices, turnOn }: StillSheetProps): SheetCamera {
  const turning = useSignal(false);
  const press = async () => {
    if (turnOn === null || turning.value) return;
    turning.value = true;
    // Why it failed is among the devices' problems.
    await turnOn().catch(() => {});
    turning.value = false;
  };
  return {
    off: cameraOffWords(devices),
    turnOn: turnOn && (() => void press()),
    turning: turning.value,
  };
}

/** The request for which the sheet was opened. */
function useAsked({ now, sheet }: StillsPage): AskedStill | null {
  const seen = useSignal<AskedStill | null>(null);
  const asked = useComputed(() => {
    const id = sheet.value?.requestId ?? null;
    const { request = null } = now.value ?? {};
    if (id === null) return null;
    return request?.id === id ? request : seen.peek();
  });
  useEffect(() => {
    seen.value = asked.value;
  }, [asked.value]);
  return asked.value;
}
