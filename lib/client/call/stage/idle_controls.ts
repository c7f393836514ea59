import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { cleanups, type Timers } from "@/lib/client/page/browser.ts";

/** Longer than it takes to read the labels of all buttons. */
export const HIDE_AFTER = 6 * SECOND;
/** As long as the transition in `call.css`: a control that still fades can be seen, and pressed. */
export const FADE = SECOND / 4;

/** The part of a `Document` that this needs. */
export type ControlsDocument = Pick<
  Document,
  "addEventListener" | "removeEventListener"
>;

/**
 * Whether a screen reader presses in a person's place. VoiceOver on iPhones does
 * so with a touch that is smaller than a pixel, a third or nothing; a finger is
 * larger, or on some Android phones has no size but a pressure (the heuristics
 * of React Aria and Floating UI).
 */
function isOfScreenReader({ width, height, pressure }: PointerEvent): boolean {
  return width < 1 && height < 1 && pressure === 0;
}

export interface IdleControls {
  /** The one truth: the style sheet hides the controls while this is false, and at no other time. */
  readonly shown: ReadonlySignal<boolean>;
  stop(): void;
}

/**
 * Hides the controls of a call on a touch screen when nobody has touched it for
 * a while. They come back at the first touch, which does nothing else: someone who
 * taps where a hidden button is does not mean the button.
 *
 * Someone who uses a keyboard or a screen reader moves the focus, or clicks
 * without a touch before it: for them the controls stay until the end. Hidden
 * ones stay in the accessibility tree. A focus that a touch has moved says
 * nothing: on Android a tapped button has it, and a sheet that is closed gives
 * it back to its button.
 *
 * @param now milliseconds on the clock of `Event.timeStamp`: a touch counts from when the finger came, however late a busy phone handles it
 * @param busy keeps them shown: a sheet, a dialog or a notice is open, or there is no picture to look at
 * @param isControl whether an element is one of the controls
 * @param isField whether an element is one to write in: its keys may be those of a keyboard on the screen
 */
export function idleControls(
  { page, timers, now, busy, isControl, isField }: {
    readonly page: ControlsDocument;
    readonly timers: Pick<Timers, "after">;
    readonly now: () => number;
    readonly busy: ReadonlySignal<boolean>;
    readonly isControl: (target: EventTarget | null) => boolean;
    readonly isField: (target: EventTarget | null) => boolean;
  },
): IdleControls {
  const shown = signal(true);
  const stops = cleanups();
  let cancel = () => {};
  let forget = () => {};
  /** When nothing of them is seen any more. */
  let unseenFrom = Infinity;
  /** Whether the touch that a click comes from made the controls appear. */
  let revealing = false;
  /** From a touch to the end of its click, with the clicks that the page itself makes of it. */
  let touching = false;
  /** Whether the last press was a touch: the page moves the focus for it, also after a render. */
  let byTouch = false;
  let kept = false;

  function show(): void {
    shown.value = true;
    unseenFrom = Infinity;
    cancel();
    if (!kept && !busy.peek()) cancel = timers.after(HIDE_AFTER, hide);
  }

  function hide(): void {
    shown.value = false;
    unseenFrom = now() + FADE;
  }

  function keep(): void {
    kept = true;
    byTouch = touching = revealing = false;
    show();
  }

  const listen = (type: string, then: (event: Event) => unknown) => {
    page.addEventListener(type, then, true);
    stops.add(() => page.removeEventListener(type, then, true));
  };
  listen("pointerdown", (event) => {
    forget();
    const { pointerType } = event as PointerEvent;
    if (isOfScreenReader(event as PointerEvent)) return keep();
    byTouch = touching = pointerType === "touch" || pointerType === "pen";
    revealing = touching && event.timeStamp >= unseenFrom;
    show();
  });
  listen("pointermove", show);
  // It became a scroll: no click follows.
  listen("pointercancel", () => touching = revealing = false);
  listen("keydown", (event) => {
    const { key } = event as KeyboardEvent;
    if (isField(event.target) && key !== "Tab" && key !== "Escape") show();
    else keep();
  });
  listen("focusin", (event) => {
    if (!byTouch && isControl(event.target)) keep();
  });
  listen("click", (event) => {
    if (revealing && isControl(event.target)) {
      event.stopPropagation();
      event.preventDefault();
    } else if (!touching) {
      keep();
    }
    revealing = false;
    forget();
    forget = timers.after(0, () => void (touching = false));
  });
  stops.add(effect(() => {
    void busy.value;
    show();
  }));
  stops.add(() => {
    cancel();
    forget();
  });
  return { shown, stop: stops.run };
}
