import type { VNode } from "preact";

/** One page of the gallery: a mock-up with realistic words, rendered to static HTML. */
export interface Surface {
  name: string;
  title: string;
  body: VNode;
  /** The body is greys: put `neutral` on `<body>` too. */
  neutral?: boolean;
  /** Fills the screen: the screenshot is the viewport rather than the whole page. */
  screen?: boolean;
}

export const STUDIO = "Atelier Rosewood";
export const WHEN = "Sunday 22 November, 17:15–18:00 Central European Time";
export const AT = "2026-11-22T16:15:00Z";
