import { Signal } from "@preact/signals";
import { DevalueError, stringify } from "devalue";
import { isVNode, slotFor } from "./islands.ts";
import type { RenderState } from "./render_state.ts";

/**
 * The state of all islands of a page as text. One call for the whole page, so that a signal or an object which several
 * islands share stays one thing in the browser.
 * @throws TypeError that names the island and the prop which cannot be sent
 */
export function serializeIslands(
  state: RenderState,
  names: Map<object, number>,
): string {
  const data = state.islands.map((
    { island, props },
  ) => [names.get(island), props]);
  try {
    return stringify(data, {
      // JSX inside a signal, a Map or a Set was not seen while rendering: it becomes a slot now.
      Slot: (value: unknown) =>
        isVNode(value) ? [slotFor(value, state).props.id] : undefined,
      Signal: (value: unknown) =>
        value instanceof Signal && !isComputed(value)
          ? [value.peek()]
          : undefined,
      Computed: (value: unknown) =>
        value instanceof Signal ? [value.peek()] : undefined,
    });
  } catch (error) {
    if (error instanceof DevalueError) throw explain(error, state);
    throw error;
  }
}

/** A computed signal has a prototype of its own between itself and Signal's. */
function isComputed(value: Signal): boolean {
  return Object.getPrototypeOf(value) !== Signal.prototype;
}

function explain(error: DevalueError, state: RenderState): TypeError {
  const [, index, path] = /^\[(\d+)\]\[1\](.*)$/s.exec(error.path ?? "") ?? [];
  const name = index === undefined
    ? "?"
    : state.islands[Number(index)]!.island.name;
  const prop = (path ?? "").replace(/^\./, "") || "(props)";
  const what = typeof error.value === "function"
    ? "a function: code cannot be sent from the server, so define it inside the island"
    : error.message;
  return new TypeError(
    `Island "${name}" cannot receive the prop "${prop}": it is ${what}.`,
    { cause: error },
  );
}

const UNSAFE: Record<string, string> = {
  "'": "\\'",
  "\\": "\\\\",
  "<": "\\x3c",
  ">": "\\x3e",
  "\n": "\\n",
  "\r": "\\r",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** A JavaScript string literal that can stand inside a script element: no markup and no line ends in it. */
export function literal(text: string): string {
  return `'${
    text.replace(/['\\<>\n\r\u2028\u2029]/g, (char) => UNSAFE[char]!)
  }'`;
}
