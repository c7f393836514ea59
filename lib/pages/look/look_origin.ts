import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { State } from "@/lib/http/state.ts";
import { formatWhen } from "@/lib/time/format.ts";

/** What a look sheet says about itself, in the client's time. */
export function lookOrigin({ studio }: Pick<State, "studio">, about: {
  readonly consultation: Consultation;
  /** Full name. */
  readonly artist: string;
}) {
  const { artist, consultation } = about;
  return {
    artist,
    studio: studio?.name ?? "",
    service: consultation.serviceName,
    when: formatWhen(consultation, consultation.client.zone),
  };
}
