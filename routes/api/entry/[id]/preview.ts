import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok } from "@/lib/http/refusal.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { previewOfLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { entryPage as words } from "@/words/entry_page.ts";

/** Null while it can still take place. */
const OVER: Readonly<Record<ConsultationState, string | null>> = {
  requested: null,
  confirmed: null,
  live: null,
  ...words.over,
};

/**
 * `POST {secret}`: what the entry page says to the holder of a link. Nothing is
 * written and no cookie is set. Without the secret the address of the page tells
 * nothing: it stands in logs, histories and proxies (decision 034).
 */
export const handler = api(
  endpoint("POST /api/entry/:id/preview", async ({ ctx, deps, body }) => {
    const id = parseConsultationId(ctx.params.id);
    const secret = readLinkSecret(body.secret);
    const preview = id === null
      ? null
      : await previewOfLink(deps, { id, secret });
    // Not refusals: a browser would log them as errors, and nothing was asked
    // for by a person.
    if (!preview?.ok) {
      const isReplaced = preview?.code === "link_replaced";
      return ok({ link: isReplaced ? "replaced" : "unknown" });
    }
    const { consultation, artistName } = preview.value;
    return ok({
      link: "current",
      artist: artistName ?? words.yourArtist,
      service: consultation.serviceName,
      when: formatWhen(consultation, consultation.client.zone),
      over: OVER[consultation.state],
    });
  }),
);
