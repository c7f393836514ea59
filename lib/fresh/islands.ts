import {
  type ComponentChild,
  type ComponentType,
  createContext,
  Fragment,
  type FunctionComponent,
  h,
  type VNode,
} from "preact";
import { useContext } from "preact/hooks";
import { comment, currentRender, type RenderState } from "./render_state.ts";

/** Whether we are inside an island: a component there is hydrated with it, and needs no marks of its own. */
const InsideIsland = createContext(false);

const boundaries = new WeakMap<ComponentType, FunctionComponent>();
/** Vnodes that a boundary made from the island itself; they must not be replaced again. */
const originals = new WeakSet<VNode>();

/** Put a boundary in place of an island's vnode, before it is rendered. */
export function markIsland(vnode: VNode, state: RenderState): void {
  const type = vnode.type as ComponentType;
  if (!state.snapshot.islands.has(type) || originals.has(vnode)) return;
  let boundary = boundaries.get(type);
  if (!boundary) boundaries.set(type, boundary = boundaryOf(type));
  vnode.type = boundary as VNode["type"];
}

function boundaryOf(type: ComponentType): FunctionComponent {
  const original = (props: object) => {
    const vnode = h(type, props);
    originals.add(vnode as VNode);
    return vnode as VNode;
  };
  return (props) => {
    const inside = useContext(InsideIsland);
    const state = currentRender();
    const island = state?.snapshot.islands.get(type);
    if (!state || !island || inside) return original(props);
    const own = withSlots(props as Record<string, unknown>, state);
    const mark = `${state.token}i${
      state.islands.push({ island, props: own }) - 1
    }`;
    return h(
      Fragment,
      null,
      comment(mark),
      h(InsideIsland.Provider, { value: true }, original(own)),
      comment("/" + mark),
    );
  };
}

/** JSX that the server passed to an island: rendered here, and taken over from the page in the browser. */
export function ServerSlot({ id }: { id: number }): VNode {
  const state = currentRender()!;
  const slot = state.slots[id]!;
  slot.rendered = true;
  const mark = `${state.token}s${id}`;
  return h(
    InsideIsland.Provider,
    { value: false },
    comment(mark),
    slot.content,
    comment("/" + mark),
  ) as VNode;
}

/** JSX has an own `constructor` that is undefined; no JSON or devalue data can have that. */
export function isVNode(value: unknown): value is VNode {
  return typeof value === "object" && value !== null &&
    Object.hasOwn(value, "constructor") &&
    value.constructor === undefined && "type" in value && "props" in value;
}

export function slotFor(
  content: VNode,
  state: RenderState,
): VNode<{ id: number }> {
  if (content.type === ServerSlot) return content as VNode<{ id: number }>;
  let id = state.slots.findIndex((slot) => slot.content === content);
  if (id === -1) id = state.slots.push({ content, rendered: false }) - 1;
  return h(ServerSlot, { id, key: content.key as string } as { id: number });
}

function withSlots(
  props: Record<string, unknown>,
  state: RenderState,
): Record<string, unknown> {
  return holdsVNode(props, new Set())
    ? copy(props, state, new Map()) as Record<string, unknown>
    : props;
}

function isPlain(value: object): boolean {
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

function holdsVNode(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value !== "object" || value === null || seen.has(value)) {
    return false;
  }
  if (isVNode(value)) return true;
  seen.add(value);
  if (Array.isArray(value)) return value.some((item) => holdsVNode(item, seen));
  return isPlain(value) &&
    Object.values(value).some((item) => holdsVNode(item, seen));
}

function copy(
  value: unknown,
  state: RenderState,
  seen: Map<unknown, unknown>,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isVNode(value)) return slotFor(value, state) as ComponentChild;
  if (seen.has(value)) return seen.get(value);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    seen.set(value, list);
    for (const item of value) list.push(copy(item, state, seen));
    return list;
  }
  if (!isPlain(value)) return value;
  const object: Record<string, unknown> = {};
  seen.set(value, object);
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(object, key, {
      value: copy(item, state, seen),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}
