import { renderToString } from "preact-render-to-string";
import { LookDocument } from "@/components/look/LookDocument.tsx";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { api } from "@/lib/http/api.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { clientActor } from "@/lib/http/session/actor.ts";
import { artistNameOf } from "@/lib/pages/consultation/own_request.ts";
import { lookFile } from "@/lib/pages/look/look_file.ts";
import { lookOrigin } from "@/lib/pages/look/look_origin.ts";
import { photosForFile } from "@/lib/pages/look/look_photos.ts";
import { lookView } from "@/lib/pages/look/look_view.ts";
import { readLookSheet } from "@/lib/usecases/look/read_look_sheet.ts";
import { words } from "@/lib/words/mod.ts";

/**
 * The client's look sheet as one HTML file: every phone and computer opens it
 * without an app and without a network, and prints it. A browser without a
 * session gets the entry page, which says what is missing.
 */
export const handler = api({
  method: "GET",
  handler: async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const { deps } = ctx.state.services;
    const actor = await clientActor(ctx, id);
    const seen = await readLookSheet(deps, { actor, id });
    if (!seen.ok) return ctx.redirect(`/c/${id}`, 303);
    const { consultation } = seen.value;
    return lookFile(renderToString(
      <LookDocument
        lang={words().language}
        {...lookOrigin(ctx.state, {
          consultation,
          artist: await artistNameOf(ctx, consultation),
        })}
        sheet={lookView(seen.value, deps.clock.now())}
        {...await photosForFile(deps, id)}
      />,
    ));
  },
});
