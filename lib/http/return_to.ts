import type { Actor } from "@/lib/domain/consultation/permission.ts";

/**
 * The pages of artists, to which mails link, and of admins, whose forms may
 * come back after their session has ended. Everything else is rejected: the
 * path comes from a URL that anyone may have written, and must not lead to
 * another site (`//`, a scheme, a backslash) or leave the folder (dots),
 * however it is encoded.
 */
const STAFF_PAGE = /^\/(?:artist|admin)(?:\/[a-z0-9-]{1,64}){1,3}$/;

/** The page of staff that was requested before signing in; null for anything else. */
export function returnTo(path: string | null | undefined): string | null {
  return path && STAFF_PAGE.test(path) ? path : null;
}

/** The sign-in URL that returns to this page. */
export function signInFor(path: string): string {
  const next = returnTo(path);
  return next === null
    ? "/sign-in"
    : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** The page after signing in: the requested one, or the start page of the role. */
export function landingPage(actor: Actor, next: string | null): string {
  const home = actor.role === "admin" ? "/admin" : "/artist";
  const page = returnTo(next);
  return page?.startsWith(`${home}/`) ? page : home;
}
