import { HttpError } from "fresh";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { refusedAt } from "@/lib/http/endpoint.ts";
import { define } from "@/lib/http/state.ts";
import { recordingDownload } from "@/lib/usecases/recording/recording_download.ts";

/**
 * `GET ?part=1`: redirects to the MP4 at the video service, with a URL that is
 * requested now and valid for ten minutes. It orders nothing: what is not ready
 * leads to the page, whose form orders it. A link and not a form: `form-action
 * 'self'` would block a form's redirect to another site.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    const { deps } = ctx.state.services;
    const id = parseConsultationId(ctx.params.id);
    if (id === null || ctx.state.staff?.role !== "artist") {
      throw new HttpError(404);
    }
    const page = `/artist/consultations/${id}`;
    const found = await recordingDownload(deps, {
      actor: ctx.state.staff,
      id,
      order: "look",
    });
    if (!found.ok && found.code === "not_found") throw new HttpError(404);
    // The page itself says how far it is, and orders it.
    const wait = !found.ok && found.code === "recording_not_ready";
    const part = Number(ctx.url.searchParams.get("part") ?? 1) - 1;
    return ctx.redirect(
      found.ok
        ? found.value[part] ?? page
        : wait
        ? page
        : refusedAt(page, found.code),
      303,
    );
  },
});
