import { page } from "fresh";
import { WithdrawRequest } from "@/components/consultation/WithdrawRequest.tsx";
import { define } from "@/lib/http/state.ts";
import {
  artistNameOf,
  readOwnOpen,
} from "@/lib/pages/consultation/own_request.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { ownRequest } from "@/words/own_request.ts";

/** Asks the client before their request is withdrawn. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = ownRequest.withdraw;
    const own = await readOwnOpen(ctx);
    if (own instanceof Response) return own;
    const { id, consultation } = own;
    return page({
      id,
      artistName: await artistNameOf(ctx, consultation),
      serviceName: consultation.serviceName,
      when: formatWhen(consultation, consultation.client.zone),
    });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <WithdrawRequest {...data} />
));
