import type { Method } from "./types.ts";

export type AnyMethod = Method | "ALL";

/**
 * Tests a pathname: its parameters, or null. They are decoded as an address is
 * (`%2F` and `%40` stay), and an optional one that is absent is empty.
 */
export type Matcher = (pathname: string) => Record<string, string> | null;

interface Entry<T> {
  pattern: string;
  method: AnyMethod;
  value: T;
}

export type Found<T> = Entry<T> & { params: Record<string, string> };

const SPECIAL = /[:*?+(){}\\]/;

export function isDynamic(pattern: string): boolean {
  return SPECIAL.test(pattern);
}

/** Which route answers: fixed paths first, then patterns in order. */
export class Router<T> {
  readonly #fixed = new Map<string, Entry<T>[]>();
  readonly #patterns: (Entry<T> & { match: Matcher })[] = [];

  add(pattern: string, method: AnyMethod, value: T): void {
    const entry = { pattern, method, value };
    if (isDynamic(pattern)) {
      this.#patterns.push({ ...entry, match: matcher(pattern) });
    } else {
      const path = trim(new URL(pattern, "http://x").pathname);
      this.#fixed.set(path, [...this.#fixed.get(path) ?? [], entry]);
    }
  }

  /** The route, or the methods that this path supports (perhaps none). */
  find(pathname: string, method: string): Found<T> | Set<AnyMethod> {
    const allowed = new Set<AnyMethod>();
    let standIn: Found<T> | null = null;
    for (const found of this.#candidates(pathname)) {
      const own = found.method;
      if (own === "ALL" || own === method) return found;
      // GET answers HEAD, unless there is a route for HEAD itself.
      if (own === "GET" && method === "HEAD") standIn ??= found;
      allowed.add(own);
    }
    return standIn ?? allowed;
  }

  /** Only a fixed path may have another slash at its end. */
  *#candidates(pathname: string): Generator<Found<T>> {
    for (const entry of this.#fixed.get(trim(pathname)) ?? []) {
      yield { ...entry, params: {} };
    }
    for (const { match, ...entry } of this.#patterns) {
      const params = match(pathname);
      if (params) yield { ...entry, params };
    }
  }
}

/** A pathname without its percent escapes; null if one is malformed. */
export function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function trim(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** A URLPattern, tested only if its fixed prefix matches: it is slow. */
export function matcher(pathname: string): Matcher {
  const pattern = new URLPattern({ pathname });
  const start = pathname.slice(0, SPECIAL.exec(pathname)?.index);
  const prefix = trim(encodeURI(start));
  return (path) => {
    if (!path.startsWith(prefix)) return null;
    const groups = pattern.exec({ pathname: path })?.pathname.groups;
    if (!groups) return null;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(groups)) {
      params[name] = decodeURI(value ?? "");
    }
    return params;
  };
}
