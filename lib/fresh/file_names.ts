/** Whether a file below `routes/` is a route or belongs to routes. */
export function isRouteFile(path: string): boolean {
  return /\.[jt]sx?$/.test(path) && !/[._]test\.\w+$/.test(path) &&
    !path.split("/").some((part) => part.startsWith("(_"));
}

const isGroup = (part: string) => /^\(.*\)$/.test(part);

/** `blog/[slug]` → `/blog/:slug`, `docs/[[v]]` → `/docs{/:v}?`, `[...p]` → `/:p*`, `(group)` → nothing. */
export function patternOf(parts: string[]): string {
  const own = parts.filter((part) => !isGroup(part));
  if (own.at(-1) === "index") own.pop();
  return own.map((part) => {
    const optional = /^\[\[(\w+)\]\]$/.exec(part);
    if (optional) return `{/:${optional[1]}}?`;
    const rest = /^\[\.\.\.(\w+)\]$/.exec(part);
    if (rest) return `/:${rest[1]}*`;
    const literal = part.replace(/[:*?+(){}\\]/g, "\\$&");
    return "/" + literal.replace(/\[(\w+)\]/g, ":$1");
  }).join("");
}

/** The more specific pattern first. */
export function compareFiles(a: string, b: string): number {
  const left = ranks(a), right = ranks(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How general each part is: a literal, a mixed one, `[x]`, `[[x]]`, `[...x]`. */
function ranks(path: string): number[] {
  return path.replace(/\.\w+$/, "").split("/")
    .filter((part) => !isGroup(part) && part !== "index")
    .map((part) => {
      if (part.startsWith("[...")) return 4;
      if (part.startsWith("[[")) return 3;
      if (/^\[\w+\]$/.test(part)) return 2;
      return part.includes("[") ? 1 : 0;
    });
}
