/**
 * Keeps text current on a page that the browser translates. Chrome replaces each
 * text node by `<font><font>…</font></font>`; Preact, a signal or one of our
 * modules still holds the replaced node, and what it writes there is seen by
 * nobody. So a replaced node that changes, or that is removed, takes its
 * translation away with it; the browser translates the new text again.
 */
import { options, type VNode } from "preact";

/** Starts for the whole document. Returns the undo. */
export function followTranslation(root: Node = document.body): () => void {
  const translations = new WeakMap<Node, Element>();
  const texts = new MutationObserver((records) => {
    for (const { target } of records) restore(target);
  });
  const replacements = new MutationObserver((records) => {
    for (const record of records) {
      const font = [
        ...record.addedNodes,
        record.previousSibling,
        record.nextSibling,
      ].find(isTranslation);
      if (font === undefined) continue;
      for (const node of record.removedNodes) {
        if (!(node instanceof Text)) continue;
        translations.set(node, font);
        texts.observe(node, { characterData: true });
      }
    }
  });
  replacements.observe(root, { childList: true, subtree: true });
  const stopUnmounts = onUnmountedText((text) => {
    translations.get(text)?.remove();
    translations.delete(text);
  });

  function restore(text: Node) {
    const font = translations.get(text);
    translations.delete(text);
    if (font?.isConnected && !text.isConnected) font.replaceWith(text);
  }

  return () => {
    replacements.disconnect();
    texts.disconnect();
    stopUnmounts();
  };
}

function isTranslation(node: Node | null): node is Element {
  return node instanceof Element && node.localName === "font";
}

/** Preact removes a text node only from where it put it. `__e` is a node's DOM; Preact's own add-ons rely on that name too. */
function onUnmountedText(then: (text: Text) => void): () => void {
  const before = options.unmount;
  options.unmount = (vnode: VNode) => {
    const { __e: node } = vnode as { readonly __e?: unknown };
    if (node instanceof Text) then(node);
    before?.(vnode);
  };
  return () => {
    options.unmount = before ?? (() => {});
  };
}
