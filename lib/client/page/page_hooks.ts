import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { cleanups } from "./browser.ts";

/** Sets the tab's title while mounted, and puts the old one back. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return undefined;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/**
 * Moves the focus to the page's main part when one view replaces another: the
 * focused button is gone, and screen readers continue from there.
 */
export function useFocusOn(view: string): void {
  const before = useRef(view);
  useEffect(() => {
    if (before.current === view) return;
    before.current = view;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [view]);
}

/**
 * Makes everything around the component inert while it is mounted: a call
 * covers the whole page, and the focus must not reach what is under it.
 */
export function useInertAround(inside: RefObject<Element>): void {
  useEffect(() => {
    const stops = cleanups();
    for (const other of around(inside.current)) {
      if (!(other instanceof HTMLElement) || other.inert) continue;
      other.inert = true;
      stops.add(() => {
        other.inert = false;
      });
    }
    return stops.run;
  }, []);
}

/** The siblings of an element's parent, of its grandparent, and so on up to the body. */
function around(inside: Element | null): Element[] {
  const found: Element[] = [];
  let node = inside?.parentElement ?? null;
  while (node?.parentElement && node !== document.body) {
    const own = node;
    found.push(...[...own.parentElement!.children].filter((c) => c !== own));
    node = own.parentElement;
  }
  return found;
}
