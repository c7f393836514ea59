import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";

/** Where this person sees this consultation: what a form's answer leads back to. */
export function pageOf(actor: Actor | null, id: ConsultationId): string {
  switch (actor?.role) {
    case "artist":
      return `/artist/consultations/${id}`;
    case "admin":
      return `/admin/consultations/${id}`;
    case "client":
      return `/c/${id}`;
    case undefined:
      return "/sign-in";
  }
}
