import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { markMessagesRead } from "@/lib/usecases/chat/mark_messages_read.ts";

/** `POST {number}`: the artist has read the messages up to this one. May be repeated. */
export const handler = api(
  consultationRoute(
    "POST /api/video/consultation/:id/messages/read",
    async ({ deps, actor, id, body }) =>
      await markMessagesRead(deps, { actor, id, ...body }),
  ),
);
