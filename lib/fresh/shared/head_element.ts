/// <reference lib="dom" />
import { type ComponentChildren, h, render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { identitiesOf } from "./head_identity.ts";

interface HeadElementProps {
  name: string;
  /** The element's key, by which the server's element is found. */
  id: unknown;
  attributes: { children?: ComponentChildren };
}

/** An element of an island's `<Head>`: after each render the document's head has it. */
export function HeadElement({ name, id, attributes }: HeadElementProps): null {
  const own = useRef<Element | null>(null);
  useEffect(() => {
    own.current = put(made(name, id, attributes), name, own.current);
  });
  return null;
}

/** The element as Preact makes it, outside the document. */
function made(
  name: string,
  id: unknown,
  attributes: HeadElementProps["attributes"],
): Element {
  const box = document.createElement("div");
  const key = id == null ? {} : { "data-key": String(id) };
  // The content of a real template is not among its children.
  const tag = name === "template" ? "div" : name;
  render(h(tag, { ...attributes, ...key }), box);
  return box.firstElementChild!;
}

/** Gives its attributes and content to its counterpart in the head, or to a new element there. */
function put(source: Element, name: string, before: Element | null): Element {
  const target = before?.isConnected ? before : counterpart(source, name);
  if (name === "title") {
    document.title = source.textContent ?? "";
    return target ?? document.head.querySelector(name)!;
  }
  const element = target ?? document.createElement(name);
  for (const { name } of [...(before?.attributes ?? [])]) {
    const gone = name !== "nonce" && !source.hasAttribute(name);
    if (gone) element.removeAttribute(name);
  }
  for (const { name, value } of source.attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  const content = source.innerHTML;
  if (element.innerHTML !== content) element.innerHTML = content;
  // Added when it is complete: a script runs, and a style sheet loads, once.
  if (!element.isConnected) document.head.append(element);
  return element;
}

function counterpart(source: Element, name: string): Element | undefined {
  const all = [...document.head.querySelectorAll(name)];
  const identities = (one: Element) =>
    identitiesOf(name, (attribute) => one.getAttribute(attribute));
  for (const identity of identities(source)) {
    const same = all.find((one) => identities(one).includes(identity));
    if (same) return same;
  }
  const whole = signature(source);
  return all.find((one) => signature(one) === whole);
}

/** Attributes and content; a browser hides the nonce of an element in the document. */
function signature(element: Element): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => name !== "nonce")
    .map(({ name, value }) => `${name}=${value}`);
  return [...attributes.sort(), element.innerHTML].join("\n");
}
