import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { formBody, isForm } from "@/lib/http/form_body.ts";
import { statusOf } from "@/lib/http/refusals.ts";
import { define } from "@/lib/http/state.ts";

/**
 * Where a reminder's "stop" leads. Opening it changes nothing: scanners open
 * links. A POST stops them, also the one that a mail client sends by itself (RFC
 * 8058): without a cookie, from no page of ours, with whatever body, and not to be
 * answered by a redirect. The token in the address is the whole permission, and
 * it opens nothing else.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    const address = await addressOf(ctx);
    const { reminderStops } = ctx.state.services.deps;
    return page({ stopped: await reminderStops.isStoppedFor(address) });
  },
  POST: async (ctx) => {
    const address = await addressOf(ctx);
    const { reminderStops } = ctx.state.services.deps;
    const body = isForm(ctx.req) ? await formBody(ctx.req) : null;
    if (body !== null && !body.ok) throw new HttpError(statusOf(body.code));
    const stopped = body?.value.get("reminders") !== "on";
    if (stopped) await reminderStops.stop(address);
    else await reminderStops.resume(address);
    return page({ stopped });
  },
});

type Ctx = Parameters<NonNullable<typeof handler.GET>>[0];

async function addressOf(ctx: Ctx): Promise<string> {
  ctx.state.title = "Reminders";
  const token = ctx.params["token"] ?? "";
  const { reminderStops } = ctx.state.services.deps;
  const address = token.length <= 100
    ? await reminderStops.addressBehind(token)
    : null;
  if (address === null) throw new HttpError(404);
  return address;
}

export default define.page<typeof handler>(({ data, state }) => {
  const studio = state.studio?.name ?? "Visavis";
  return (
    <StudioFrame studio={studio} homeHref="/">
      {data.stopped
        ? (
          <PageHeading lede="You still hear of everything that changes: a confirmation, a new time, a cancellation.">
            You get no more reminders
          </PageHeading>
        )
        : (
          <PageHeading lede="We remind you of a consultation a day before it, and a quarter of an hour before.">
            Reminders are on
          </PageHeading>
        )}
      <form class="form" method="post">
        <input
          type="hidden"
          name="reminders"
          value={data.stopped ? "on" : "off"}
        />
        <div>
          <Button variant="primary" size="large">
            {data.stopped ? "Turn reminders on again" : "Stop reminders"}
          </Button>
        </div>
      </form>
      <p class="page-note soft">
        This is for the address that the reminder came to, and for {studio}{" "}
        alone.
      </p>
    </StudioFrame>
  );
});
