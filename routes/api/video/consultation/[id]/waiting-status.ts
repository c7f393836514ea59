import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute, watchRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { sessionName } from "@/lib/http/session/actor.ts";
import { liveReply } from "@/lib/http/stream/live_reply.ts";
import type { Topic } from "@/lib/ports/mod.ts";
import {
  recordHeartbeat,
  watchWaitingRoom,
} from "@/lib/usecases/call/waiting_room.ts";

/**
 * `GET`: the waiting room now, or as it changes with `Accept: text/event-stream`.
 * `POST {tab, event, mediaPreferences?}`: the heartbeat of the viewer's own place,
 * and what its page wants of the call.
 */
export const handler = api(
  watchRoute(
    "GET /api/video/consultation/:id/waiting-status",
    async ({ ctx, deps, id, viewer }) => {
      let actor: Actor | null = null;
      const look = async () => {
        const room = await watchWaitingRoom(deps, {
          id,
          viewer: async () => actor = await viewer(),
        });
        return mapped(room, ({ snapshot: value, changesAt }) => ({
          value,
          changesAt,
          session: sessionName(ctx, actor),
          follows: [{ consultation: id }, ...accountOf(actor)],
        }));
      };
      return await liveReply(ctx, {
        look,
        newsOf: (snapshot) => JSON.stringify({ ...snapshot, now: null }),
      });
    },
  ),
  consultationRoute(
    "POST /api/video/consultation/:id/waiting-status",
    async ({ deps, id, actor, body }) => {
      const heard = await recordHeartbeat(deps, {
        actor,
        id,
        kind: body.event,
        tab: body.tab,
        mediaPreferences: {
          ...DEFAULT_MEDIA_PREFERENCES,
          ...body.mediaPreferences,
        },
      });
      return mapped(heard, (waiting) => waiting.snapshot);
    },
  ),
);

/** The account that reads, if any: its sessions may end. */
function accountOf(actor: Actor | null): readonly Topic[] {
  return actor === null || actor.role === "client"
    ? []
    : [{ account: actor.email }];
}
