import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Client, IntakeAnswer, Requested } from "./consultation.ts";

/** Characters. */
export const MAX_CLIENT_NOTE = 1000;

/** What a client may still change while nobody has answered the request. */
export interface ClientDetails extends Pick<Client, "note" | "phone"> {
  readonly intake: readonly IntakeAnswer[];
}

export function detailsOf({ client, intake }: Requested): ClientDetails {
  return { note: client.note, phone: client.phone, intake };
}

export function sameDetails(a: ClientDetails, b: ClientDetails): boolean {
  return a.note === b.note && a.phone === b.phone &&
    a.intake.length === b.intake.length &&
    a.intake.every(({ label, answer }, i) =>
      label === b.intake[i]!.label && answer === b.intake[i]!.answer
    );
}

export function withDetails(
  from: Requested,
  { note, phone, intake }: ClientDetails,
  { now }: { readonly now: Instant },
): Requested {
  return {
    ...from,
    client: { ...from.client, note, phone },
    intake,
    detailsChangedAt: now,
  };
}
