import { Fragment, h } from "preact";
import { comment, currentRender, type RenderState } from "./render_state.ts";
import { renderHeadWith } from "../shared/head.ts";
import { identitiesOf } from "../shared/head_identity.ts";

// `<Head>` is rendered in place, so that contexts work, between two marks;
// `moveHead` moves it from there.
renderHeadWith(({ children }) => {
  const state = currentRender();
  if (!state) return null;
  state.usesHead = true;
  const mark = state.token + "h";
  return h(Fragment, null, comment(mark), children, comment("/" + mark));
});

const ATTRIBUTES = String.raw`((?:\s[^\s=>"]+(?:="[^"]*")?)*)\s*/?>`;
const ELEMENT = new RegExp(
  `<(title|script|style|noscript|template)${ATTRIBUTES}[^]*?</\\1>|<(meta|link|base)${ATTRIBUTES}`,
  "g",
);

/** Moves the contents of every `<Head>` into the head; each element replaces its counterpart there. */
export function moveHead(html: string, { token }: RenderState): string {
  const marks = new RegExp(`<!--${token}h-->([^]*?)<!--/${token}h-->`, "g");
  const added = [...html.matchAll(marks)].map((match) => match[1]).join("");
  const rest = html.replace(marks, "");
  const end = rest.indexOf("</head>");
  const start = rest.lastIndexOf("<head", end);
  if (end === -1) return rest;
  let head = rest.slice(start, end);
  for (const element of added.matchAll(ELEMENT)) {
    const same = counterpart(element, [...head.matchAll(ELEMENT)]);
    const at = same?.index ?? head.length;
    const after = head.slice(at + (same?.[0].length ?? 0));
    head = head.slice(0, at) + element[0] + after;
  }
  return rest.slice(0, start) + head + rest.slice(end);
}

function counterpart(
  element: RegExpExecArray,
  all: RegExpExecArray[],
): RegExpExecArray | undefined {
  for (const identity of identities(element)) {
    const same = all.find((one) => identities(one).includes(identity));
    if (same) return same;
  }
  return all.find((one) => one[0] === element[0]);
}

function identities([, tag, attributes, voidTag, others]: RegExpExecArray) {
  const text = attributes ?? others ?? "";
  return identitiesOf(
    tag ?? voidTag!,
    (name) => new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1],
  );
}
