import type { ComponentChildren } from "preact";

/** Whose page a state belongs to: it decides the frame around it. */
export type Viewer = "visitor" | "client" | "artist" | "admin";

/** One page of the gallery. */
export interface GalleryState {
  readonly viewer: Viewer;
  /** The heading of the product's page, if the state is only part of a page. */
  readonly heading?: string;
  /** Greys instead of paper, as wherever a face is shown. */
  readonly neutral?: boolean;
  /** It fills the screen: a screenshot shows the viewport and not the whole page. */
  readonly fillsScreen?: boolean;
  readonly content: GalleryContent;
}

/**
 * - `markup`: rendered on the server.
 * - `island`: a state of `gallery/live/`, by its name; it is hydrated as in the product.
 */
export type GalleryContent =
  | { readonly is: "markup"; readonly children: ComponentChildren }
  | { readonly is: "island"; readonly name: string };

/** The states of one subject, by the last part of their address. */
export type GalleryStates = Readonly<Record<string, GalleryState>>;
