import { HttpError } from "fresh";
import { parseServiceId } from "@/lib/domain/ids.ts";
import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { checkPicture } from "@/lib/domain/picture/check.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Service } from "@/lib/domain/studio.ts";
import { multipartBody } from "@/lib/http/multipart_body.ts";
import { saved } from "@/lib/http/offer_page.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { setServicePicture } from "@/lib/usecases/set_service_picture.ts";
import type { Context } from "fresh";

/** The picture, and a few short fields beside it. */
const LIMIT = PHOTO_LIMITS.bytes + 16 * 1024;

/** A picture for a service, or its removal; then back to the service's page. */
export const handler = define.handlers({
  POST: async (ctx) => {
    const page = `/admin/services/${ctx.params.id}`;
    const outcome = await save(ctx);
    if (outcome.ok) return saved(page);
    if (outcome.code === "not_found") throw new HttpError(404);
    const location = `${page}?refused=${outcome.code}`;
    return new Response(null, { status: 303, headers: { location } });
  },
});

async function save(ctx: Context<State>): Promise<Outcome<Service>> {
  const { deps, config } = ctx.state.services;
  const id = parseServiceId(ctx.params.id);
  if (id === null) return refuse("not_found");
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  const body = await multipartBody(ctx.req, LIMIT);
  if (!body.ok) return body;
  const { fields, files: [file], whole } = body.value;
  if (!whole) return refuse("photo_too_large");
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : null;
  return await setServicePicture(
    deps,
    ctx.state.staff ?? null,
    id,
    fields.get("versionstamp") ?? "",
    () => {
      if (fields.get("do") === "remove") return { ok: true, value: null };
      return bytes === null ? refuse("photo_unreadable") : checkPicture(bytes);
    },
  );
}
