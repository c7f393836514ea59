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

type Tag = VNode<Record<string, unknown>>;

function flat(children: ComponentChildren): Tag[] {
  if (Array.isArray(children)) return children.flatMap(flat);
  const isElement = children && typeof children === "object" &&
    "type" in children;
  return isElement ? [children as Tag] : [];
}

function apply({ type, key, props }: Tag): void {
  const { children, ...attributes } = props;
  if (typeof type !== "string") {
    return flat(children as ComponentChildren).forEach(apply);
  }
  const text = [children ?? []].flat().join("");
  if (type === "title") return void (document.title = text);
  if (key != null) attributes["data-key"] = String(key);
  const { head } = document;
  const own = ["data-key", "id", ...(type === "meta" ? ["name"] : [])]
    .find((name) => attributes[name] != null) ?? "";
  const found = [...head.querySelectorAll(type)]
    .find((one) => own && one.getAttribute(own) === attributes[own]);
  const element = found ?? head.appendChild(document.createElement(type));
  for (const name in attributes) {
    const value = attributes[name];
    if (value != null) element.setAttribute(name, String(value));
  }
  if (text) element.textContent = text;
}
