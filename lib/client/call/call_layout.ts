import type { Signal } from "@preact/signals";

/** How the tiles of a call are laid out: one large and the others small, or all alike. */
export type View = "speaker" | "gallery";

/**
 * - `main`: fills the stage. `beside`: small, on top of it.
 * - `self`: small, our own camera. `equal`: one of several alike.
 * - `screen`: a shared screen, large, with nothing on top. `strip`: small, in a row beside it.
 */
export type TilePlacement =
  | "main"
  | "beside"
  | "self"
  | "equal"
  | "screen"
  | "strip";

/** One tile of the call: a camera or a shared screen. */
export interface CallTile {
  /** Stays the same while the tile exists, wherever it moves. */
  readonly key: string;
  /** Index among the others, or null for the self view. */
  readonly of: number | null;
  readonly what: "camera" | "screen";
  readonly place: TilePlacement;
}

/**
 * @param others whether each of the others shares a screen; the first is the
 * other party, and has a tile even before they join
 */
export function layoutTiles(
  others: readonly { readonly screen: boolean }[],
  view: View,
): CallTile[] {
  const people = others.length === 0 ? [{ screen: false }] : others;
  const shown: Omit<CallTile, "place">[] = [];
  for (const [of, { screen }] of people.entries()) {
    if (screen) shown.push({ key: `${of}-screen`, of, what: "screen" });
    shown.push({ key: `${of}-camera`, of, what: "camera" });
  }
  const self = { key: "self", of: null, what: "camera" } as const;
  const all = [...shown, self];
  // A shared screen is for everyone to read: large in either view.
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
 * The switch between the two views, for any button that shows it. It is
 * disabled during a screen share, which is large in either view.
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
