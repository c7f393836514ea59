import { Fragment, h } from "preact";
import { comment, currentRender, type RenderState } from "./render_state.ts";
import { renderHeadWith } from "./shared/head.ts";

// `<Head>` is rendered where it stands, so that contexts work, between two
// marks; `moveHead` takes it from there.
renderHeadWith(({ children }) => {
  const state = currentRender();
  if (!state) return null;
  state.usesHead = true;
  const mark = state.token + "h";
  return h(Fragment, null, comment(mark), children, comment("/" + mark));
});

const ATTRIBUTES = String.raw`((?:\s[^\s=>"]+(?:="[^"]*")?)*)\s*/?>`;
const ELEMENT = new RegExp(
  `<(title|script|style|noscript)${ATTRIBUTES}[^]*?</\\1>|<(meta|link|base)${ATTRIBUTES}`,
  "g",
);

/** Move the contents of every `<Head>` into the head; each element takes the place of the one that it replaces. */
export function moveHead(html: string, { token }: RenderState): string {
  const marks = new RegExp(`<!--${token}h-->([^]*?)<!--/${token}h-->`, "g");
  const added = [...html.matchAll(marks)].map((match) => match[1]).join("");
  const rest = html.replace(marks, "");
  const end = rest.indexOf("</head>");
  const start = rest.lastIndexOf("<head", end);
  if (end === -1) return rest;
  let head = rest.slice(start, end);
  for (
    const [text, tag, attributes, voidTag, others] of added.matchAll(ELEMENT)
  ) {
    const key = identity(tag ?? voidTag!, attributes ?? others!);
    const same = [...head.matchAll(ELEMENT)].find((match) =>
      key !== null &&
      identity(match[1] ?? match[3]!, match[2] ?? match[4]!) === key
    );
    const at = same?.index ?? head.length;
    head = head.slice(0, at) + text + head.slice(at + (same?.[0].length ?? 0));
  }
  return rest.slice(0, start) + head + rest.slice(end);
}

/** What makes two elements the same one; null if nothing does. */
function identity(tag: string, attributes: string): string | null {
  if (tag === "title") return tag;
  for (const name of ["data-key", "id", ...(tag === "meta" ? ["name"] : [])]) {
    const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
    if (value !== undefined) return `${tag} ${name} ${value}`;
  }
  return null;
}
