/// <reference lib="dom" />
import { type ComponentChild, h, type VNode } from "preact";

/**
 * Server-rendered markup as vnodes, so that an island can show it, hide it and
 * show it again. Islands inside become components of the same tree.
 * @param close the text of the comment to stop at
 */
export function readNodes(
  first: Node | null,
  islandMark: string,
  island: (index: string) => VNode,
  close?: string,
): ComponentChild[] {
  const out: ComponentChild[] = [];
  for (let node: Node | null = first; node; node = node.nextSibling) {
    if (node instanceof Comment) {
      const { data } = node;
      if (data === close) break;
      if (!data.startsWith(islandMark)) continue;
      out.push(island(data.slice(islandMark.length)));
      while (node.nextSibling && (node as Comment).data !== "/" + data) {
        node = node.nextSibling;
      }
    } else if (node instanceof Element) {
      out.push(
        h(
          node.localName,
          attributesOf(node),
          ...readNodes(node.firstChild, islandMark, island),
        ),
      );
    } else if (node instanceof Text) out.push(node.data);
  }
  return out;
}

function attributesOf(element: Element): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    // Preact treats `on…` as listeners. `default…` keeps what a visitor typed
    // before the island started.
    if (name.startsWith("on")) continue;
    const boolean = value === "" &&
      typeof (element as unknown as Record<string, unknown>)[name] ===
        "boolean";
    if (name === "value" && element instanceof HTMLInputElement) {
      props.defaultValue = value;
    } else if (name === "checked") props.defaultChecked = true;
    else props[name] = boolean || value;
  }
  return props;
}
