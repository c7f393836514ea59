import { cleanups } from "./browser.ts";

/** Where an element can go full screen; the page's own `document` outside tests. */
export type FullscreenDocument =
  & Pick<
    Document,
    | "addEventListener"
    | "removeEventListener"
    | "querySelector"
    | "exitFullscreen"
  >
  & { readonly fullscreenElement: Element | null };

/**
 * Makes an element full screen if the browser can (Fullscreen API). An iPhone
 * can only do so for a video, with the system's player, where nobody could read
 * and talk at the same time: there the element keeps filling the page. Call it
 * inside a tap.
 *
 * @returns the undo, which leaves full screen
 */
export function enterFullscreen(
  element: Element,
  { onLeave, page = document }: {
    /** Called once when the person leaves by Escape, a system gesture or the browser's own button. */
    readonly onLeave: () => void;
    readonly page?: FullscreenDocument;
  },
): () => void {
  const stops = cleanups();
  let shown = false;
  const listen = (event: string, then: (event: Event) => void) => {
    page.addEventListener(event, then);
    stops.add(() => page.removeEventListener(event, then));
  };
  listen("fullscreenchange", () => {
    if (page.fullscreenElement === element) shown = true;
    else if (shown) onLeave();
  });
  // A browser with its own full screen handles this Escape itself.
  listen("keydown", (event) => {
    const { key, isComposing } = event as KeyboardEvent;
    // An input method's own Escape only ends its word.
    if (key !== "Escape" || isComposing) return;
    // An open dialog comes first.
    if (page.querySelector("dialog[open]") === null) onLeave();
  });
  stops.add(() => {
    if (page.fullscreenElement === element) {
      void page.exitFullscreen().catch(() => {});
    }
  });
  // Refused, by a policy or because the tap is too old: the page is filled
  // anyway.
  void element.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {});
  return stops.run;
}
