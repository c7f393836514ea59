import { type ComponentType, createContext, Fragment, h } from "preact";
import type { ComponentChildren, FunctionComponent, VNode } from "preact";
import { useContext } from "preact/hooks";
import { comment, currentRender, type RenderState } from "./render_state.ts";

/** Inside an island a component is hydrated with it and needs no marks. */
const InsideIsland = createContext(false);

const boundaries = new WeakMap<ComponentType, FunctionComponent>();
/** Vnodes that a boundary created for the island itself: they stay unchanged. */
const originals = new WeakSet<VNode>();

/** Replaces an island's vnode with a boundary before it is rendered. */
export function markIsland(vnode: VNode, state: RenderState): void {
  const type = vnode.type as ComponentType;
  if (!state.snapshot.islands.has(type) || originals.has(vnode)) return;
  const boundary = boundaries.get(type) ?? boundaryOf(type);
  boundaries.set(type, boundary);
  vnode.type = boundary as VNode["type"];
}

function boundaryOf(type: ComponentType): FunctionComponent {
  const original = (props: object) => {
    const vnode = h(type, props) as VNode;
    originals.add(vnode);
    return vnode;
  };
  return (props) => {
    const inside = useContext(InsideIsland);
    const state = currentRender();
    const island = state?.snapshot.islands.get(type);
    if (!state || !island || inside) return original(props);
    const own = withChildrenSlot(
      withSlots(props, state) as Record<string, unknown>,
      state,
    );
    const index = state.islands.push({ island, props: own }) - 1;
    // The name is for the browser's message when it cannot start.
    const mark = `${state.token}i${index} ${island.name}`;
    return marked(mark, true, original(own));
  };
}

/** Content between two comments that the browser's side looks for. */
function marked(mark: string, inIsland: boolean, content: VNode): VNode {
  const provided = h(InsideIsland.Provider, { value: inIsland }, content);
  return h(Fragment, null, comment(mark), provided, comment("/" + mark));
}

/** JSX that the server passed to an island; the browser takes it from the page. */
export function ServerSlot({ id }: { id: number }): VNode {
  const state = currentRender()!;
  const slot = state.slots[id]!;
  slot.rendered = true;
  return marked(`${state.token}s${id}`, false, slot.content);
}

/** JSX has an own `constructor` that is undefined; no parsed data can. */
export function isVNode(value: unknown): value is VNode {
  return typeof value === "object" && value !== null &&
    Object.hasOwn(value, "constructor") && value.constructor === undefined &&
    "type" in value && "props" in value;
}

/** The slot for some JSX: the same one if it appears again. */
export function slotFor(content: VNode, state: RenderState): VNode {
  if (content.type === ServerSlot) return content;
  let id = state.slots.findIndex((slot) => slot.content === content);
  if (id < 0) id = state.slots.push({ content, rendered: false }) - 1;
  const props: { id: number; key?: unknown } = { id, key: content.key };
  return h(ServerSlot, props) as VNode;
}

/**
 * Children are always in the page and never in the state, also text. A
 * function stays, for the error that says that it cannot be sent.
 */
function withChildrenSlot(
  props: Record<string, unknown>,
  state: RenderState,
): Record<string, unknown> {
  const { children } = props;
  const isCode = [children].flat().some((one) => typeof one === "function");
  if (children == null || isCode) return props;
  const content = isVNode(children)
    ? children
    : h(Fragment, null, children as ComponentChildren);
  return { ...props, children: slotFor(content, state) };
}

/**
 * The same value with slots for JSX in its plain objects and arrays; a value
 * without JSX is returned as it is.
 */
function withSlots(value: unknown, state: RenderState, above: unknown[] = []) {
  if (isVNode(value)) return slotFor(value, state);
  if (typeof value !== "object" || value === null) return value;
  const proto = Object.getPrototypeOf(value);
  const isPlain = [Object.prototype, Array.prototype, null].includes(proto);
  if (!isPlain || above.includes(value)) return value;
  const copy = Array.isArray(value) ? [...value] : Object.create(proto);
  let changed = false;
  for (const [key, item] of Object.entries(value)) {
    const own: unknown = withSlots(item, state, [...above, value]);
    changed ||= own !== item;
    // Not by assignment: a key may be `__proto__`.
    const shown = { enumerable: true, writable: true, configurable: true };
    Object.defineProperty(copy, key, { ...shown, value: own });
  }
  return changed ? copy : value;
}
