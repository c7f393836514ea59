/// <reference lib="dom" />
/**
 * The nodes between two comments, in the shape of an element that Preact can
 * hydrate into.
 * @throws Error that names the island when the browser has moved its markup out
 * of the parent, as it does with a `<div>` in a `<p>`
 */
export function rangeRoot(start: Comment, close: string): Element {
  let end: Node = start;
  const childNodes: Node[] = [];
  while ((end = end.nextSibling!) && (end as Comment).data !== close) {
    childNodes.push(end);
  }
  if (!end) throw new Error("Invalid nesting of an island: " + start.data);
  const parent = start.parentNode!;
  const inRange = (node: Node | null) =>
    node && node.parentNode === parent &&
      end.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING
      ? node
      : end;
  const insertBefore = (node: Node, before: Node | null) =>
    parent.insertBefore(node, inRange(before));
  return {
    nodeType: 1,
    parentNode: parent,
    firstChild: childNodes[0] ?? null,
    childNodes,
    namespaceURI: (parent as Element).namespaceURI,
    ownerDocument: document,
    contains: (node: Node) => parent.contains(node),
    insertBefore,
    appendChild: (node: Node) => insertBefore(node, null),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as Element;
}
