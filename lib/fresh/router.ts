import type { Method } from "./types.ts";

export type AnyMethod = Method | "ALL";

interface Entry<T> {
  pattern: string;
  method: AnyMethod;
  value: T;
}

/** Test a pathname: its decoded parameters, or null. */
export type Matcher = (pathname: string) => Record<string, string> | null;

export interface Found<T> {
  pattern: string;
  params: Record<string, string>;
  value: T;
}

const SPECIAL = /[:*?+(){}\\]/;

export function isDynamic(pattern: string): boolean {
  return SPECIAL.test(pattern);
}

/** Which route answers a request: static paths first, then patterns in the order in which they were added ("Routing"). */
export class Router<T> {
  readonly #fixed = new Map<string, Entry<T>[]>();
  readonly #patterns: (Entry<T> & { match: Matcher })[] = [];

  add(pattern: string, method: AnyMethod, value: T): void {
    const entry = { pattern, method, value };
    if (isDynamic(pattern)) {
      this.#patterns.push({ ...entry, match: compile(pattern) });
      return;
    }
    const path = trim(new URL(pattern, "http://x").pathname);
    this.#fixed.set(path, [...this.#fixed.get(path) ?? [], entry]);
  }

  /** The route, or the methods that this path would answer (none: there is no such path). */
  find(
    pathname: string,
    method: string,
  ): Found<T> | { allowed: Set<AnyMethod> } {
    const path = trim(pathname);
    const allowed = new Set<AnyMethod>();
    for (const [entry, params] of this.#candidates(path)) {
      if (answers(entry.method, method)) {
        return { pattern: entry.pattern, params, value: entry.value };
      }
      allowed.add(entry.method);
    }
    return { allowed };
  }

  *#candidates(path: string): Generator<[Entry<T>, Record<string, string>]> {
    const fixed = this.#fixed.get(path) ?? [];
    for (const entry of fixed) if (entry.method !== "GET") yield [entry, {}];
    // After the others: a route for HEAD itself goes before the GET route that can stand in for it.
    for (const entry of fixed) if (entry.method === "GET") yield [entry, {}];
    for (const entry of this.#patterns) {
      const params = entry.match(path);
      if (params) yield [entry, params];
    }
  }
}

function answers(own: AnyMethod, asked: string): boolean {
  return own === "ALL" || own === asked || (own === "GET" && asked === "HEAD");
}

function trim(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

const TOKEN = /\{\/:(\w+)\}\?|\/:(\w+)\*$|\/\*$|:(\w+)(?![\w(*+?{])/g;

/** A pattern as a matcher. The forms that file routes use become a RegExp; all others are left to URLPattern. */
export function compile(pattern: string): Matcher {
  const names: string[] = [];
  let source = "";
  let last = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    const [text, optional, rest, single] = match;
    const between = pattern.slice(last, match.index);
    if (isDynamic(between)) return viaUrlPattern(pattern);
    source += escape(between);
    names.push(optional ?? rest ?? single ?? "0");
    if (optional) source += "(?:/([^/]+))?";
    else if (rest) source += "(?:/(.*))?";
    else if (single) source += "([^/]+?)";
    else source += "/(.*)";
    last = match.index + text.length;
  }
  const tail = pattern.slice(last);
  if (isDynamic(tail)) return viaUrlPattern(pattern);
  const regex = new RegExp(`^${source + escape(tail) || "/"}$`, "u");
  return (pathname) => {
    const match = regex.exec(pathname) ??
      (pathname === "/" ? regex.exec("") : null);
    if (!match) return null;
    const params: Record<string, string> = {};
    names.forEach((name, i) => assign(params, name, match[i + 1]));
    return params;
  };
}

function viaUrlPattern(pathname: string): Matcher {
  const pattern = new URLPattern({ pathname });
  return (path) => {
    const groups = pattern.exec({ pathname: path })?.pathname.groups;
    if (!groups) return null;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(groups)) {
      assign(params, name, value);
    }
    return params;
  };
}

function assign(
  params: Record<string, string>,
  name: string,
  value: string | undefined,
): void {
  if (value !== undefined) params[name] = decodeURIComponent(value);
}

function escape(literal: string): string {
  return encodeURI(literal).replaceAll("%25", "%").replace(
    /[.$^|[\]\\/()*+?{}]/g,
    "\\$&",
  );
}
