import { HttpError } from "fresh";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { define } from "@/lib/http/state.ts";
import { recordingDownload } from "@/lib/usecases/recording_download.ts";

/**
 * `GET ?part=1`: to the MP4 at the video service, by an address that is asked for
 * now and good for ten minutes. A link and no form: `form-action 'self'` would
 * stop a form's redirect to another site.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    const { deps } = ctx.state.services;
    const id = parseConsultationId(ctx.params.id);
    if (id === null || ctx.state.staff?.role !== "artist") {
      throw new HttpError(404);
    }
    const page = `/artist/consultations/${id}`;
    const found = await recordingDownload(deps, ctx.state.staff, id);
    if (!found.ok && found.code === "not_found") throw new HttpError(404);
    const part = Number(ctx.url.searchParams.get("part") ?? 1) - 1;
    const location = found.ok
      ? found.value[part] ?? page
      : `${page}?refused=${found.code}`;
    return new Response(null, { status: 303, headers: { location } });
  },
});
