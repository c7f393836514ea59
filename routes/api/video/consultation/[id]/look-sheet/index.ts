import { EMPTY_LOOK_SHEET } from "@/lib/domain/look/look_sheet.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { lookView } from "@/lib/pages/look/look_view.ts";
import { readLookSheet } from "@/lib/usecases/look/read_look_sheet.ts";
import { saveLookSheet } from "@/lib/usecases/look/save_look_sheet.ts";

/**
 * `GET`: the look sheet. `POST {head?, steps?}`, artist: merges changes into it,
 * and answers the same. May be repeated.
 */
export const handler = api(
  consultationRoute(
    "GET /api/video/consultation/:id/look-sheet",
    async ({ deps, actor, id }) =>
      mapped(
        await readLookSheet(deps, { actor, id }),
        (seen) => lookView(seen, deps.clock.now()),
      ),
  ),
  consultationRoute(
    "POST /api/video/consultation/:id/look-sheet",
    async ({ deps, actor, id, body }) => {
      const { head = EMPTY_LOOK_SHEET.head, steps = [] } = body;
      const changes = { head, steps };
      return mapped(
        await saveLookSheet(deps, { actor, id, changes }),
        (seen) => lookView(seen, deps.clock.now()),
      );
    },
  ),
);
