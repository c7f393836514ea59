import {
  type ComponentChild,
  type ComponentChildren,
  type ComponentType,
  Fragment,
  h,
  type VNode,
} from "preact";
import { HEAD_TAGS } from "./head_identity.ts";
import { HeadElement } from "./head_element.ts";

export interface HeadProps {
  children?: ComponentChildren;
}

type RenderHead = (props: HeadProps) => VNode | null;

/** How the server renders `<Head>`; null in the browser. */
let onServer: RenderHead | null = null;

export function renderHeadWith(render: RenderHead): void {
  onServer = render;
}

/**
 * Adds elements to the document's `<head>`, from a page or from an island, and
 * keeps them up to date there. An element with the same key or id, a meta
 * element of the same name, the canonical link and the title are replaced; the
 * last one wins. Source: Fresh, "Modifying the head".
 */
export function Head(props: HeadProps): VNode | null {
  return onServer
    ? onServer(props)
    : h(Fragment, null, diverted(props.children));
}

/** The same children, with elements of the head in the head instead of here. */
function diverted(children: ComponentChildren): ComponentChildren {
  if (Array.isArray(children)) return children.map(diverted);
  if (!isVNode(children)) return children;
  const { type, key, props } = children;
  if (typeof type === "string") {
    return HEAD_TAGS.includes(type)
      ? h(HeadElement, { key, name: type, id: key, attributes: props })
      : children;
  }
  if (type === Fragment) {
    return h(Fragment, { key }, diverted(props.children));
  }
  const { ref } = children;
  return h(inHead(type), { ...props, key, ref } as object);
}

function isVNode(value: ComponentChildren): value is VNode<HeadProps> {
  return typeof value === "object" && value !== null && "type" in value;
}

type Render = (this: unknown, ...args: unknown[]) => ComponentChild;

const wrapped = new WeakMap<ComponentType, ComponentType>();

/** A component whose elements go to the head too; a class component stays as it is. */
function inHead(type: ComponentType): ComponentType {
  if (type.prototype?.render) return type;
  const known = wrapped.get(type);
  if (known) return known;
  const own = function (this: unknown, ...args: unknown[]) {
    return diverted((type as Render).apply(this, args));
  } as unknown as ComponentType;
  wrapped.set(type, own);
  return own;
}
