import { h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { moveHead } from "./head.ts";
import { ServerSlot } from "./islands.ts";
import {
  currentRender,
  during,
  type RenderInput,
  type RenderState,
} from "./render_state.ts";
import { literal, serializeIslands } from "./serialize.ts";
import { build } from "../shared/asset.ts";
import type { Island } from "../types.ts";
import "./vnode_hook.ts";

build.find = () => {
  const state = currentRender();
  if (!state) return build.last;
  if (state.development) return null;
  return { id: state.snapshot.buildId, basePath: state.basePath };
};

/** A page as text, and `Link` headers that let the browser fetch scripts early. */
export function renderDocument(
  root: VNode,
  input: RenderInput,
): { html: string; links: string[] } {
  const state: RenderState = {
    ...input,
    token: crypto.randomUUID().slice(0, 8),
    islands: [],
    slots: [],
    sawHtml: false,
    sawBody: false,
    usesHead: false,
  };
  return during(state, () => {
    let html = renderToString(root);
    const script = islandScript(state) + reloadScript(state);
    if (!state.sawBody) html = `<body>${html}</body>`;
    if (!state.sawHtml) {
      html = `<html><head><meta charset="utf-8"></head>${html}</html>`;
    }
    if (state.usesHead) html = moveHead(html, state);
    const end = html.lastIndexOf("</body>");
    html = html.slice(0, end) + script + html.slice(end);
    return { html: "<!DOCTYPE html>" + html, links: preloads(state) };
  });
}

/** The islands' state and the script that starts them; nothing without islands. */
function islandScript(state: RenderState): string {
  if (state.islands.length === 0) return "";
  let templates = waitingSlots(state);
  let list: Island[] = [], json = "", known = -1;
  // Serialising may find JSX that no island has shown; it may contain islands.
  while (known !== state.slots.length) {
    known = state.slots.length;
    list = [...new Set(state.islands.map(({ island }) => island))];
    json = serializeIslands(state, list);
    templates += waitingSlots(state);
  }
  const { basePath, snapshot, token, development } = state;
  const from = ({ url }: Island) => `from${JSON.stringify(basePath + url)};`;
  const imports = list.map((island, i) =>
    `import{${JSON.stringify(island.exportName)} as i${i}}${from(island)}`
  );
  const names = list.map((_, i) => "i" + i);
  const facts = development ? [] : [snapshot.buildId, basePath];
  const texts = [token, json, ...facts].map(literal);
  return `${templates}<script type="module"${nonce(state)}>import{__boot}${
    from(list[0]!)
  }${imports.join("")}__boot([${names}],${texts})</script>`;
}

/** JSX that an island received and does not show yet is kept in a template. */
function waitingSlots({ slots, token }: RenderState): string {
  let html = "";
  for (let id = 0; id < slots.length; id++) {
    if (slots[id]!.rendered) continue;
    const content = renderToString(h(ServerSlot, { id }));
    html += `<template data-fresh="${token}s${id}">${content}</template>`;
  }
  return html;
}

function reloadScript(state: RenderState): string {
  if (!state.development) return "";
  const url = state.basePath + "/_fresh/reload.js";
  return `<script type="module" src="${url}"${nonce(state)}></script>`;
}

function nonce(state: RenderState): string {
  return state.nonce === null ? "" : ` nonce="${state.nonce}"`;
}

function preloads({ islands, basePath }: RenderState): string[] {
  const urls = new Set(
    islands.flatMap(({ island }) => [island.url, ...island.preload]),
  );
  return [...urls].map((url) =>
    `<${encodeURI(basePath + url)}>; rel="modulepreload"; as="script"`
  );
}
