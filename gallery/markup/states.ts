import type { ComponentChildren } from "preact";
import type { GalleryState, GalleryStates } from "@/gallery/state.ts";

/** States of components without a script, all for one kind of viewer. */
export function markup(
  page: Pick<GalleryState, "viewer" | "heading">,
  states: Readonly<Record<string, ComponentChildren>>,
): GalleryStates {
  return Object.fromEntries(
    Object.entries(states).map(([name, children]) => [
      name,
      { ...page, content: { is: "markup", children } },
    ]),
  );
}

/** One entry for each key of a table, with a common name prefix. */
export function each<K extends string>(
  prefix: string,
  keys: readonly K[],
  page: (key: K) => ComponentChildren,
): Record<string, ComponentChildren> {
  return Object.fromEntries(keys.map((key) => [`${prefix}-${key}`, page(key)]));
}
