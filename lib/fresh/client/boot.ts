/// <reference lib="dom" />
import { computed, signal } from "@preact/signals";
import { parse } from "devalue";
import { type ComponentType, h, hydrate, type VNode } from "preact";
import { build } from "../shared/asset.ts";
import { rangeRoot } from "./range_root.ts";
import { readNodes } from "./read_nodes.ts";

type Props = Record<string, unknown>;

/**
 * Starts the islands of a page.
 * @param components the islands' components, in the order in which the state
 * counts them
 * @param token the prefix of this page's marks
 * @param state devalue text: for each island the number of its component and
 * its props
 */
export function boot(
  components: ComponentType<Props>[],
  token: string,
  state: string,
  id?: string,
  basePath = "",
): void {
  if (id) build.find = () => ({ id, basePath });
  const slots: Record<string, unknown> = {};
  const Slot = ({ id }: { id: number }) => slots[id] as VNode;
  const islands: [number, Props][] = parse(state, {
    Slot: ([{ id }]: [{ id: number }]) => h(Slot, { id }),
    Signal: ([value]: [unknown]) => signal(value),
    Computed: ([value]: [unknown]) => computed(() => value),
  });
  const island = (index: string) => {
    const [component, props] = islands[parseInt(index)]!;
    return h(components[component]!, props);
  };

  const starts: [key: string, first: Node | null, close?: string][] = [];
  const roots: (() => void)[] = [];
  const scan = (tree: Node, inside?: string) => {
    const walker = document.createTreeWalker(tree, NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) {
      const start = walker.currentNode as Comment;
      const { data } = start;
      if (data === inside) inside = undefined;
      if (!data.startsWith(token)) continue;
      const key = data.slice(token.length + 1);
      if (data[token.length] === "s") {
        starts.push([key, start.nextSibling, "/" + data]);
      } else if (!inside) {
        inside = "/" + data;
        roots.push(() => hydrate(island(key), rangeRoot(start, "/" + data)));
      }
    }
  };
  scan(document);
  for (
    const template of document.querySelectorAll<HTMLTemplateElement>(
      `template[data-fresh^="${token}"]`,
    )
  ) {
    scan(template.content, "never");
  }
  // All slots are read before any island starts: starting one removes the marks inside it.
  for (const [key, first, close] of starts) {
    slots[key] ??= readNodes(first, token + "i", island, close);
  }
  for (const start of roots) {
    try {
      start();
    } catch (error) {
      // One island that fails must not stop the others.
      reportError(error);
    }
  }
}
