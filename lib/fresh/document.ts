import { Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { provideBuildInfo } from "./shared/build_info.ts";
import { moveHead } from "./head.ts";
import { ServerSlot } from "./islands.ts";
import {
  currentRender,
  during,
  type RenderInput,
  type RenderState,
} from "./render_state.ts";
import { literal, serializeIslands } from "./serialize.ts";
import type { Island } from "./types.ts";
import "./vnode_hook.ts";

provideBuildInfo(() => {
  const state = currentRender();
  return state && !state.development
    ? { id: state.snapshot.buildId, basePath: state.basePath }
    : null;
});

/** A page as text, and the `Link` headers that let the browser fetch the scripts early. */
export function renderDocument(
  root: VNode | null,
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
    let html = renderToString(root ?? h(Fragment, null));
    const scripts = islandScripts(state);
    if (!state.sawBody) html = `<body>${html}</body>`;
    if (!state.sawHtml) {
      html = `<html><head><meta charset="utf-8"></head>${html}</html>`;
    }
    if (state.usesHead) html = moveHead(html, state);
    const end = html.lastIndexOf("</body>");
    const script = scripts + developmentScript(state);
    html = end === -1
      ? html + script
      : html.slice(0, end) + script + html.slice(end);
    return { html: "<!DOCTYPE html>" + html, links: preloads(state) };
  });
}

/** The islands' state and the script that starts them; nothing on a page without islands. */
function islandScripts(state: RenderState): string {
  if (state.islands.length === 0) return "";
  const templates = unrenderedSlots(state);
  const names = new Map<Island, number>();
  let json = "";
  // Serialising may find JSX that no island has rendered, whose templates may hold islands again.
  for (let known = -1; known !== state.slots.length;) {
    known = state.slots.length;
    for (const { island } of state.islands) {
      if (!names.has(island)) names.set(island, names.size);
    }
    json = serializeIslands(state, names);
    templates.push(...unrenderedSlots(state));
  }
  const list = [...names.keys()];
  const from = (island: Island) =>
    `from${JSON.stringify(state.basePath + island.url)};`;
  const imports = list.map((island, i) =>
    `import{${JSON.stringify(island.exportName)} as i${i}}${from(island)}`
  );
  const build = state.development
    ? ""
    : `,${literal(state.snapshot.buildId)},${literal(state.basePath)}`;
  return `${templates.join("")}<script type="module"${
    nonce(state)
  }>import{__boot}${from(list[0]!)}${imports.join("")}__boot([${
    list.map((_, i) => "i" + i)
  }],${literal(state.token)},${literal(json)}${build})</script>`;
}

/** JSX that an island received and does not show yet waits in a template. */
function unrenderedSlots(state: RenderState): string[] {
  const out: string[] = [];
  for (let id = 0; id < state.slots.length; id++) {
    if (state.slots[id]!.rendered) continue;
    out.push(
      `<template data-fresh="${state.token}s${id}">${
        renderToString(h(ServerSlot, { id }))
      }</template>`,
    );
  }
  return out;
}

function developmentScript(state: RenderState): string {
  if (!state.development) return "";
  return `<script type="module" src="${state.basePath}/_fresh/reload.js"${
    nonce(state)
  }></script>`;
}

function nonce(state: RenderState): string {
  return state.nonce === null ? "" : ` nonce="${state.nonce}"`;
}

function preloads(state: RenderState): string[] {
  const urls = new Set(
    state.islands.flatMap(({ island }) => [island.url, ...island.preload]),
  );
  return [...urls].map((url) =>
    `<${encodeURI(state.basePath + url)}>; rel="modulepreload"; as="script"`
  );
}
