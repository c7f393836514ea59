import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { clientActor } from "@/lib/http/session/actor.ts";
import { api } from "@/lib/http/api.ts";
import { calendarFile } from "@/lib/pages/calendar/calendar_answer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readCalendarFile } from "@/lib/usecases/calendar/calendar_file.ts";

/**
 * The client's entry as a file. A browser without a session gets the entry
 * page, which is the same for every id and says what is missing.
 */
export const handler = api({
  method: "GET",
  handler: async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const { deps } = ctx.state.services;
    const file = await readCalendarFile(deps, {
      actor: await clientActor(ctx, id),
      id,
    });
    return file.ok ? calendarFile(file.value) : ctx.redirect(`/c/${id}`, 303);
  },
});
