import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { INES, NOOR } from "@/tests/_support/an_app.ts";

export const ADMIN: Actor = { role: "admin", email: "odile@studio.example" };
export const INES_HERSELF: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};
export const NOOR_HERSELF: Actor = {
  role: "artist",
  artistId: NOOR,
  email: "noor@studio.example",
};
export const A_CLIENT: Actor = {
  role: "client",
  consultationId: "a".repeat(26) as ConsultationId,
  linkHash: "hash",
};
