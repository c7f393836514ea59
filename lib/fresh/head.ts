import { Fragment, h } from "preact";
import { renderHeadWith } from "./shared/head.ts";
import { comment, currentRender, type RenderState } from "./render_state.ts";

// `<Head>` is rendered where it stands, so that contexts work, between two marks; `moveHead` takes it from there.
renderHeadWith(({ children }) => {
  const state = currentRender();
  if (!state) return null;
  state.usesHead = true;
  return h(
    Fragment,
    null,
    comment(state.token + "h"),
    children,
    comment("/" + state.token + "h"),
  );
});

const ATTRIBUTES = String.raw`((?:\s[^\s=>"]+(?:="[^"]*")?)*)\s*/?`;
const ELEMENT = new RegExp(
  `<(title|script|style|noscript|template)${ATTRIBUTES}>[^]*?</\\1>|<(meta|link|base)${ATTRIBUTES}>`,
  "g",
);

/** Move the contents of every `<Head>` into the document's head, each element in place of the one that it replaces. */
export function moveHead(html: string, state: RenderState): string {
  const marks = new RegExp(
    `<!--${state.token}h-->([^]*?)<!--/${state.token}h-->`,
    "g",
  );
  let moved = "";
  const rest = html.replace(marks, (_, inner: string) => {
    moved += inner;
    return "";
  });
  const end = rest.indexOf("</head>");
  if (end === -1) return rest;
  const start = rest.lastIndexOf("<head", end);
  const elements = split(rest.slice(start, end));
  for (const element of split(moved)) {
    const same = element.key === null
      ? -1
      : elements.findIndex((other) => other.key === element.key);
    if (same === -1) elements.push(element);
    else elements[same] = element;
  }
  return rest.slice(0, start) + elements.map((e) => e.text).join("") +
    rest.slice(end);
}

interface Piece {
  text: string;
  /** What makes two elements the same one; null if nothing does. */
  key: string | null;
}

function split(html: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of html.matchAll(ELEMENT)) {
    if (match.index > last) {
      pieces.push({ text: html.slice(last, match.index), key: null });
    }
    pieces.push({
      text: match[0],
      key: identity(match[1] ?? match[3]!, match[2] ?? match[4] ?? ""),
    });
    last = match.index + match[0].length;
  }
  if (last < html.length) pieces.push({ text: html.slice(last), key: null });
  return pieces;
}

function identity(tag: string, attributes: string): string | null {
  if (tag === "title") return "title";
  const value = (name: string) =>
    new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  for (const name of ["data-key", "id"]) {
    const found = value(name);
    if (found !== undefined) return `${tag} ${name} ${found}`;
  }
  const name = tag === "meta" ? value("name") : undefined;
  return name === undefined ? null : `meta name ${name}`;
}
