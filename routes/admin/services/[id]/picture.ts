import { HttpError } from "fresh";
import { parseServiceId } from "@/lib/domain/basic/ids.ts";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { checkImage } from "@/lib/domain/image/check.ts";
import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { refusedAt } from "@/lib/http/endpoint.ts";
import type { Service } from "@/lib/domain/offer/studio.ts";
import { multipartBody } from "@/lib/http/body/multipart_body.ts";
import { toSaved } from "@/lib/pages/offer/offer_page.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { setServicePhoto } from "@/lib/usecases/offer/set_service_photo.ts";
import type { Context } from "fresh";

/** The photo, and a few short fields beside it. */
const LIMIT = PHOTO_LIMITS.bytes + 16 * 1024;

/** Sets or removes a service's photo, then redirects to the service's page. */
export const handler = define.handlers({
  POST: async (ctx) => {
    const page = `/admin/services/${ctx.params.id}`;
    const outcome = await save(ctx);
    if (outcome.ok) return toSaved(ctx, page);
    if (outcome.code === "not_found") throw new HttpError(404);
    return ctx.redirect(refusedAt(page, outcome.code), 303);
  },
});

async function save(ctx: Context<State>): Promise<Outcome<Service>> {
  const { deps, config } = ctx.state.services;
  const id = parseServiceId(ctx.params.id);
  if (id === null) return refuse("not_found");
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  const body = await multipartBody(ctx.req, LIMIT);
  if (!body.ok) return body;
  const { fields, files: [file], cut } = body.value;
  if (cut === "busy") return refuse("server_busy", { retryAfterSeconds: 5 });
  if (cut === "too_large") return refuse("photo_too_large");
  const versionstamp = fields.get("versionstamp") ?? "";
  if (versionstamp === "") return refuse("bad_request");
  const bytes = file?.bytes() ?? null;
  return await setServicePhoto(deps, {
    actor: ctx.state.staff ?? null,
    id,
    versionstamp,
    check: () => {
      if (fields.get("do") === "remove") return { ok: true, value: null };
      return bytes === null ? refuse("photo_unreadable") : checkImage(bytes);
    },
  });
}
