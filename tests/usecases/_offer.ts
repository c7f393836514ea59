import type { Actor } from "@/lib/domain/permission.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { INES, NOOR } from "../_support/an_app.ts";

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
