import { undos } from "./browser.ts";

/** Where an element may be taken to the whole display; the page's own `document` outside tests. */
export type FillDocument =
  & Pick<
    Document,
    | "addEventListener"
    | "removeEventListener"
    | "querySelector"
    | "exitFullscreen"
  >
  & { readonly fullscreenElement: Element | null };

/**
 * Gives an element the whole display where the browser can (Fullscreen API). An
 * iPhone can do so for a video alone, with the system's own player, where nobody
 * could read and talk at once: there the element just goes on filling the page.
 * Call it inside a tap.
 *
 * @param onLeave told once when the person left by Escape, by the system's
 * gesture or by the browser's own button
 * @returns the undo, which gives the display back
 */
export function fillPage(
  element: Element,
  onLeave: () => void,
  page: FillDocument = document,
): () => void {
  const stops = undos();
  let shown = false;
  const listen = (event: string, then: (event: Event) => void) => {
    page.addEventListener(event, then);
    stops.add(() => page.removeEventListener(event, then));
  };
  listen("fullscreenchange", () => {
    if (page.fullscreenElement === element) shown = true;
    else if (shown) onLeave();
  });
  // A browser that has its own full screen takes this Escape for itself.
  listen("keydown", (event) => {
    if ((event as KeyboardEvent).key !== "Escape") return;
    // An open dialog is nearer.
    if (page.querySelector("dialog[open]") === null) onLeave();
  });
  stops.add(() => {
    if (page.fullscreenElement === element) {
      void page.exitFullscreen().catch(() => {});
    }
  });
  // Refused, by a policy or since the tap is too old: the page is filled all the same.
  void element.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {});
  return stops.run;
}
