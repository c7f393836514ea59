import { type ComponentChild, Fragment, h, type VNode } from "preact";
import type { Snapshot } from "../snapshot.ts";
import type { Island } from "../types.ts";

export interface RenderInput {
  snapshot: Snapshot;
  basePath: string;
  pathname: string;
  search: string;
  nonce: string | null;
  development: boolean;
}

/** What one render collects. */
export interface RenderState extends RenderInput {
  /** Random, so that markup that an app lets through cannot pose as an island or a slot. */
  token: string;
  islands: { island: Island; props: Record<string, unknown> }[];
  slots: { content: VNode; rendered: boolean }[];
  sawHtml: boolean;
  sawBody: boolean;
  usesHead: boolean;
}

let current: RenderState | null = null;

/** The current render, if any. Rendering is synchronous, so one variable is enough. */
export function currentRender(): RenderState | null {
  return current;
}

/** Runs a synchronous render with this state as the current one. */
export function during<T>(state: RenderState, run: () => T): T {
  const before = current;
  current = state;
  try {
    return run();
  } finally {
    current = before;
  }
}

/** An HTML comment as a vnode. */
export function comment(text: string): ComponentChild {
  return h(Fragment, { UNSTABLE_comment: text } as object);
}
