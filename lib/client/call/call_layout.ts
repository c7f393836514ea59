import type { Signal } from "@preact/signals";

/** How the pictures of a call are laid out: one large and the others small, or all alike. */
export type View = "speaker" | "gallery";

/**
 * - `main`: fills the stage. `beside`: small, on top of it.
 * - `self`: small, our own camera. `equal`: one of several alike.
 * - `screen`: a shared screen, large, with nothing on top. `strip`: small, in a row beside it.
 */
export type Place = "main" | "beside" | "self" | "equal" | "screen" | "strip";

/** One picture of the call: somebody's camera, or somebody's screen. */
export interface Picture {
  /** Stays the same for as long as the picture is there, wherever it goes. */
  readonly key: string;
  /** Index among the others, or null for oneself. */
  readonly of: number | null;
  readonly what: "camera" | "screen";
  readonly place: Place;
}

/** @param others whether each of the others shares a screen; the first is the one whom this call is with, and has a picture even before they come */
export function picturesOf(
  others: readonly { readonly screen: boolean }[],
  view: View,
): Picture[] {
  const people = others.length === 0 ? [{ screen: false }] : others;
  const shown: Omit<Picture, "place">[] = [];
  for (const [of, { screen }] of people.entries()) {
    if (screen) shown.push({ key: `${of}-screen`, of, what: "screen" });
    shown.push({ key: `${of}-camera`, of, what: "camera" });
  }
  const self = { key: "self", of: null, what: "camera" } as const;
  const all = [...shown, self];
  // What somebody shares is what everybody is to read: large in either view.
  const screen = shown.find((one) => one.what === "screen");
  if (screen) {
    return all.map((one) => ({
      ...one,
      place: one === screen ? "screen" : "strip",
    }));
  }
  if (view === "gallery") return all.map((one) => ({ ...one, place: "equal" }));
  return all.map((one, index) => ({
    ...one,
    place: one === self ? "self" : index === 0 ? "main" : "beside",
  }));
}

/**
 * The switch between the two views, for whatever button shows it. It rests while
 * somebody shares a screen: that is large in either view.
 */
export function viewSwitch(
  view: Signal<View>,
  others: readonly { readonly screen: unknown }[],
): { pressed: boolean; disabled: boolean; onClick: () => void } {
  const gallery = view.value === "gallery";
  return {
    pressed: gallery,
    disabled: others.some(({ screen }) => screen !== null),
    onClick: () => view.value = gallery ? "speaker" : "gallery",
  };
}
