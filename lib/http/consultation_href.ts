import type { Context } from "fresh";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { signInFor } from "./return_to.ts";

/** The page on which this person sees this consultation; form submissions redirect to it. */
export function consultationHref(
  { role }: Pick<Actor, "role">,
  id: ConsultationId,
): string {
  switch (role) {
    case "artist":
      return `/artist/consultations/${id}`;
    case "admin":
      return `/admin/consultations/${id}`;
    case "client":
      return `/c/${id}`;
  }
}

/**
 * The page to which a form's answer leads: the consultation's own, or one
 * below it. A person whose session has ended signs in first and comes back; a
 * client opens the link again.
 *
 * @param below for example `/cancel`
 */
export function formPage(
  { url }: Pick<Context<unknown>, "url">,
  { actor, id, below = "" }: {
    readonly actor: Actor | null;
    readonly id: ConsultationId;
    readonly below?: string;
  },
): string {
  if (actor !== null) return `${consultationHref(actor, id)}${below}`;
  // The session that the form's page had.
  const role = url.searchParams.get("session");
  return role === "artist" || role === "admin"
    ? signInFor(`${consultationHref({ role }, id)}${below}`)
    : consultationHref({ role: "client" }, id);
}
