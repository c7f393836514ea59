import type { ComponentChildren, VNode } from "preact";
import { useEffect } from "preact/hooks";

export interface HeadProps {
  children?: ComponentChildren;
}

/** How the server renders `<Head>`; null in the browser. */
let onServer: ((props: HeadProps) => VNode | null) | null = null;

export function renderHeadWith(
  render: (props: HeadProps) => VNode | null,
): void {
  onServer = render;
}

/**
 * Add elements to the document's `<head>`, from a page or from an island. An element with the same key or id, a meta
 * element of the same name and the title are replaced; the last one wins. Source: Fresh, "Modifying the head".
 */
export function Head(props: HeadProps): VNode | null {
  if (onServer) return onServer(props);
  // deno-lint-ignore react-rules-of-hooks
  useEffect(() => flat(props.children).forEach(apply), []);
  return null;
}

function flat(children: ComponentChildren): VNode<Record<string, unknown>>[] {
  if (Array.isArray(children)) return children.flatMap(flat);
  return children && typeof children === "object" && "type" in children
    ? [children as VNode<Record<string, unknown>>]
    : [];
}

function apply({ type, key, props }: VNode<Record<string, unknown>>): void {
  if (typeof type !== "string") {
    return flat(props.children as ComponentChildren).forEach(apply);
  }
  const text = ([] as unknown[]).concat(props.children ?? []).join("");
  if (type === "title") return void (document.title = text);
  const found = key != null
    ? find(type, "data-key", String(key))
    : find(type, "id", props.id) ??
      (type === "meta" ? find(type, "name", props.name) : undefined);
  const element = found ??
    document.head.appendChild(document.createElement(type));
  if (key != null) element.setAttribute("data-key", String(key));
  for (const name in props) {
    if (name !== "children" && props[name] != null) {
      element.setAttribute(name, String(props[name]));
    }
  }
  if (text) element.textContent = text;
}

function find(
  tag: string,
  attribute: string,
  value: unknown,
): Element | undefined {
  if (value == null) return undefined;
  return [...document.head.children].find((el) =>
    el.localName === tag && el.getAttribute(attribute) === value
  );
}
