/** An opening tag: enough of a parser for the HTML of our own renderer. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const VOID = new Set(["meta", "br", "img", "link", "hr"]);
const RAW = new Set(["style", "script"]);

/**
 * Reads HTML strictly: every tag must close in order, every attribute must be
 * quoted, and text must not contain `<`. Returns the tags and the decoded text
 * between them.
 */
export function parseHtml(html: string): { tags: Tag[]; text: string } {
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = "";
  let rest = html.replace(/^<!doctype html>/, "");
  while (rest !== "") {
    const inside = open.at(-1) ?? "";
    const end = RAW.has(inside)
      ? rest.indexOf(`</${inside}>`)
      : rest.indexOf("<");
    const words = end === -1 ? rest : rest.slice(0, end);
    if (!RAW.has(inside)) text += decode(words);
    rest = rest.slice(words.length);
    if (rest === "") break;
    const found =
      /^<(\/?)([a-z][a-z0-9]*)((?: +[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/
        .exec(rest);
    if (!found) throw new Error(`not a tag: ${rest.slice(0, 80)}`);
    const [whole, closing, name = "", attributes = "", selfClosing] = found;
    rest = rest.slice(whole.length);
    if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (/^(?:p|div|h\d|li|d[td]|td|blockquote)$/.test(name)) text += "\n";
      continue;
    }
    tags.push({ name, attributes: readAttributes(attributes) });
    if (!selfClosing && !VOID.has(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(", ")}`);
  return { tags, text };
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([a-zA-Z:-]+)(?:="([^"]*)")?/g)]
      .map(([, name, value]) => [name, decode(value ?? "")]),
  );
}

function decode(text: string): string {
  return text
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
