import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { parseStillId } from "@/lib/domain/basic/ids.ts";
import { api } from "@/lib/http/api.ts";
import { readBytes } from "@/lib/http/body/read_limited.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped, refuse } from "@/lib/http/refusal.ts";
import { readStillQuery } from "@/lib/pages/stills/still_query.ts";
import { stillsView } from "@/lib/pages/stills/stills_view.ts";
import { admitStill, sendStill } from "@/lib/usecases/stills/send_still.ts";

/** `POST` a picture's bytes, under the id that the client's page has given it. May be repeated. */
export const handler = api(
  consultationRoute(
    "POST /api/consultations/:id/stills/:still",
    async ({ ctx, deps, actor, id }) => {
      const still = parseStillId(ctx.params.still);
      if (still === null) return refuse("not_found");
      const admitted = await admitStill(deps, { actor, id });
      if (!admitted.ok) return admitted;
      const query = readStillQuery(ctx.url.searchParams);
      if (!query.ok) return query;
      const body = await readBytes(ctx.req, PHOTO_LIMITS.bytes);
      if (!body.ok) return body;
      const { bytes, whole } = body.value;
      if (!whole) return refuse("photo_too_large");
      const sent = { ...query.value, actor, id, still, bytes };
      return mapped(await sendStill(deps, sent), stillsView);
    },
  ),
);
