import { refuse } from "@/lib/http/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";

/** `GET`, WebSocket: the signalling of the embedded rooms. With a Twilio account there is none. */
export const handler = api({
  method: "GET",
  handler: (ctx) => {
    const { rooms } = ctx.state.services;
    if (rooms === null) return refusalResponse(refuse("not_found"));
    const upgrade = ctx.req.headers.get("upgrade") ?? "";
    return upgrade.toLowerCase() === "websocket"
      ? rooms.accept(ctx.req, remoteAddressOf(ctx))
      : refusalResponse(refuse("upgrade_required"));
  },
});
