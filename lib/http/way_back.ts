import type { Actor } from "@/lib/domain/permission.ts";

/**
 * The pages that a mail to an artist leads to. Everything else is no way back:
 * what is handed in here comes from an address that anybody may have written, and
 * must lead to no other site (`//`, a scheme, a backslash), and out of no folder
 * (dots), however it is encoded.
 */
const ARTISTS_PAGE = /^\/artist(?:\/[a-z0-9-]{1,64}){1,3}$/;

/** A page of the artists' own, as it was asked for before signing in; null for anything else. */
export function wayBack(path: string | null | undefined): string | null {
  return path && ARTISTS_PAGE.test(path) ? path : null;
}

/** The address to sign in at, from which this page is come back to. */
export function signInFor(path: string): string {
  const next = wayBack(path);
  return next === null
    ? "/sign-in"
    : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** Where someone goes after signing in: to where they wanted, or to the page of their role. */
export function landingOf(actor: Actor, next: string | null): string {
  if (actor.role === "admin") return "/admin";
  return wayBack(next) ?? "/artist";
}
