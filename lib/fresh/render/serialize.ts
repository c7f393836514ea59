import { Signal } from "@preact/signals";
import { DevalueError, stringify } from "devalue";
import { isVNode, slotFor } from "./islands.ts";
import type { RenderState } from "./render_state.ts";
import type { Island } from "../types.ts";

/**
 * The state of all islands of a page as text: one call, so that a signal shared
 * by several islands stays one signal in the browser.
 * @throws TypeError that names the island and the prop that cannot be
 * serialised
 */
export function serializeIslands(
  state: RenderState,
  list: Island[],
): string {
  const data = state.islands.map((
    use,
  ) => [list.indexOf(use.island), use.props]);
  try {
    return stringify(data, {
      Slot: (value: unknown) => isVNode(value) && [slotFor(value, state).props],
      Computed: (value: unknown) => isComputed(value) && [value.peek()],
      Signal: (value: unknown) => value instanceof Signal && [value.peek()],
    });
  } catch (error) {
    if (!(error instanceof DevalueError)) throw error;
    const found = /^\[(\d+)\]\[1\]\.?(.*)$/s.exec(error.path ?? "");
    const name = state.islands[Number(found?.[1])]?.island.name;
    const what = typeof error.value === "function"
      ? "It is a function: code cannot be sent, so define it inside the island."
      : error.message + ".";
    const prop = `Island "${name}" cannot receive the prop "${found?.[2]}"`;
    throw new TypeError(`${prop}. ${what}`, { cause: error });
  }
}

/** A computed signal has a prototype of its own below Signal's. */
function isComputed(value: unknown): value is Signal {
  return value instanceof Signal &&
    Object.getPrototypeOf(value) !== Signal.prototype;
}

/** A string literal for a script element: without markup and line ends. */
export function literal(text: string): string {
  const unsafe = /['\\<>\n\r\u2028\u2029]/g;
  const code = (char: string) => char.charCodeAt(0).toString(16);
  return `'${
    text.replace(unsafe, (char) => "\\u" + code(char).padStart(4, "0"))
  }'`;
}
