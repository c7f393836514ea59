import { domainToUnicode } from "node:url";
import {
  type Consultation,
  stateLabel,
} from "@/lib/domain/consultation/consultation.ts";
import { parseEmail } from "@/lib/domain/basic/email.ts";
import { visibleLine } from "@/lib/domain/basic/identifier.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import { recordView } from "./views.ts";

/** The page shows at most this many, and says so. */
export const MOST_SHOWN = 500;

/** Every consultation, newest first, or those whose client, artist or service matches the words. */
export async function listForAdmin(deps: Deps, { query, zone }: {
  readonly query: string;
  readonly zone: string;
}) {
  const [known, all] = await Promise.all([
    deps.catalog.artists(),
    deps.consultations.all(MOST_SHOWN),
  ]);
  const artists = new Map(known.map((artist) => [artist.id, artist.name]));
  const words = visibleLine(query).split(" ").filter(Boolean)
    .map((word) => fold(parseEmail(word) ?? word));
  const found = all.filter((one) => {
    const text = fold(
      `${one.client.name} ${one.client.email} ${
        asWritten(one.client.email)
      } ${one.serviceName} ${artists.get(one.artistId) ?? ""}`,
    );
    return words.every((word) => text.includes(word));
  });
  return await Promise.all(found.map(async (one: Consultation) => {
    const presence = await deps.presence.of(one.id);
    return {
      record: recordView(one, { presence, now: deps.clock.now() }),
      label: stateLabel(one),
      when: formatDateTime(one.startsAt, zone),
      artistName: artists.get(one.artistId) ?? one.artistId,
    };
  }));
}

/** `a@xn--mnchen-3ya.de` as people write it, `a@münchen.de`. */
function asWritten(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, at)}@${domainToUnicode(email.slice(at + 1))}`;
}

/** "ines" finds "Inès". */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
