import { parseTabId } from "@/lib/domain/ids.ts";
import { type Beat, type Says, UNSAID } from "@/lib/domain/presence.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { actorFor } from "@/lib/http/actor.ts";
import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { eventStream, wantsStream } from "@/lib/http/event_stream.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { liveView } from "@/lib/http/live_view.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { keepPlace, readWaitingRoom } from "@/lib/usecases/waiting_room.ts";

/**
 * `GET`: the waiting room now, or as it changes with `Accept: text/event-stream`.
 * `POST {tab, event, says?}`: the heartbeat of the viewer's own place, and what
 * its page says of its part in the call.
 */
export const handler = api({
  GET: aboutConsultation(async ({ ctx, deps, id }) => {
    // Asked anew each time, and once more after the reading: nothing that is
    // newer than a sign-out gets out.
    const look = async () => {
      const seen = await readWaitingRoom(deps, await actorFor(ctx, id), id);
      const gone = seen.ok && await actorFor(ctx, id) === null;
      return gone ? refuse("sign_in_required") : seen;
    };
    const first = await look();
    // Refused with a status, before any stream: a page can act on that.
    if (!first.ok || !wantsStream(ctx.req)) {
      return answer(first, (waiting) => waiting.snapshot);
    }
    return eventStream(
      ctx.state.services.streams,
      (sender) =>
        liveView(
          deps,
          { consultation: id },
          async () => {
            const seen = await look();
            if (!seen.ok) return seen;
            const { snapshot: value, changesAt } = seen.value;
            return { ok: true, value: { value, changesAt } };
          },
          (snapshot) => JSON.stringify({ ...snapshot, now: null }),
          sender,
        ),
    );
  }),

  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    const tab = parseTabId(body.value.tab);
    const event = parseBeat(body.value.event);
    const says = parseSays(body.value.says);
    if (tab === null || event === null || says === null) {
      return refusalResponse(refuse("invalid_input", {
        fields: {
          ...(tab === null
            ? { tab: "Name the page load: 8 to 64 letters, digits, - or _." }
            : {}),
          ...(event === null ? { event: "Say arrive, beat or left." } : {}),
          ...(says === null
            ? { says: "Say pictures, heldBack and poorWay as true or false." }
            : {}),
        },
      }));
    }
    const kept = await keepPlace(deps, actor, id, event, tab, says);
    return answer(kept, (waiting) => waiting.snapshot);
  }),
});

function parseBeat(text: unknown): Beat | null {
  return text === "arrive" || text === "beat" || text === "left" ? text : null;
}

/** Nothing of a stranger's shape gets into the store: only these three, only true or false. */
function parseSays(input: unknown): Says | null {
  if (input === undefined) return UNSAID;
  if (typeof input !== "object" || input === null) return null;
  const { pictures, heldBack, poorWay } = { ...UNSAID, ...input };
  const known = [pictures, heldBack, poorWay].every((one) =>
    typeof one === "boolean"
  );
  return known ? { pictures, heldBack, poorWay } : null;
}
