import { parseConsultationId } from "@/lib/domain/ids.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { clientActor } from "@/lib/http/actor.ts";
import { api } from "@/lib/http/api.ts";
import { calendarFile } from "@/lib/http/calendar_answer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readCalendarFile } from "@/lib/usecases/calendar_file.ts";

/**
 * The client's entry as a file. Whoever is not let in comes to the door, which is
 * the same for every id and says what is missing.
 */
export const handler = api({
  GET: async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const { deps } = ctx.state.services;
    const file = await readCalendarFile(deps, await clientActor(ctx, id), id);
    return file.ok
      ? calendarFile(file.value)
      : new Response(null, { status: 303, headers: { location: `/c/${id}` } });
  },
});
