/** Pages use these addresses beside those of the records. */
const RESERVED = ["new"];
const LONGEST = 40;

/**
 * Makes an id from a name: `Inès Vidal` becomes `ines-vidal`. A name that is
 * taken gets a number; a name without Latin letters gets the fallback.
 */
export function slugFrom(
  name: string,
  { taken, kind }: { readonly taken: Iterable<string>; readonly kind: string },
): string {
  const used = new Set([...taken, ...RESERVED]);
  const slug = latin(name).slice(0, LONGEST).replace(/-+$/, "") || kind;
  if (!used.has(slug)) return slug;
  for (let number = 2;; number++) {
    const end = `-${number}`;
    const next = slug.slice(0, LONGEST - end.length).replace(/-+$/, "") + end;
    if (!used.has(next)) return next;
  }
}

function latin(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("ß", "ss").replaceAll("æ", "ae").replaceAll("ø", "o")
    .replaceAll("ł", "l").replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "");
}
