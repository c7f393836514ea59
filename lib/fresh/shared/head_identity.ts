/** Reads an attribute; null or undefined without it. */
type Attribute = (name: string) => string | null | undefined;

/** Elements that `<Head>` puts into the document's head. */
export const HEAD_TAGS: readonly string[] = [
  ...["title", "meta", "link", "base"],
  ...["script", "style", "noscript", "template"],
];

/** Relations of which a document has one: their address is not part of what they are. */
const SINGLE_LINKS = ["canonical", "manifest"];

/**
 * What makes an element of the head the same as another one, the strongest
 * first; empty if only an equal element is the same.
 */
export function identitiesOf(tag: string, get: Attribute): string[] {
  if (tag === "title" || tag === "base") return [tag];
  const named = (name: string) => {
    const value = get(name);
    return value == null ? [] : [`${tag} ${name} ${value}`];
  };
  const found = ["data-key", "id"].flatMap(named);
  if (tag === "meta") {
    const media = get("media") ?? "";
    for (const one of ["name", "property", "http-equiv"].flatMap(named)) {
      found.push(`${one} ${media}`);
    }
    if (get("charset") != null) found.push("meta charset");
  }
  const rel = get("rel") ?? "";
  if (tag === "link" && SINGLE_LINKS.includes(rel)) found.push(`link ${rel}`);
  return found;
}
