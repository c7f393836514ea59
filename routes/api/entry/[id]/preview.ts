import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { mapped, refuse } from "@/lib/http/refusal.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { previewOfLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { entryPage as words } from "@/words/entry_page.ts";

/**
 * `POST {secret}`: what the entry page says to the holder of a link. Nothing is
 * written and no cookie is set. Without the secret the address of the page tells
 * nothing: it stands in logs, histories and proxies (decision 034).
 */
export const handler = api(
  endpoint("POST /api/entry/:id/preview", async ({ ctx, deps, body }) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refuse("link_invalid");
    const secret = readLinkSecret(body.secret);
    const preview = await previewOfLink(deps, { id, secret });
    return mapped(preview, ({ consultation, artistName }) => ({
      artist: artistName ?? words.yourArtist,
      service: consultation.serviceName,
      when: formatWhen(consultation, consultation.client.zone),
    }));
  }),
);
