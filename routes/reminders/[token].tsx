import { HttpError, page } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { visibleLine } from "@/lib/domain/basic/identifier.ts";
import { formBody, isForm } from "@/lib/http/body/form_body.ts";
import { refusedPage, wordsFor } from "@/lib/http/refusals.ts";
import { define, studioName } from "@/lib/http/state.ts";
import { reminders as words } from "@/words/reminders.ts";

/**
 * The page of a reminder's "Stop reminders" link. Opening it changes nothing: scanners open
 * links. A POST stops them, also the one that a mail client sends by itself (RFC
 * 8058): without a cookie, from no page of ours, with whatever body, and not to be
 * answered by a redirect. The token in the address is the whole permission, and
 * it opens nothing else.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    const address = await addressOf(ctx);
    const { reminderOptOuts: reminderStops } = ctx.state.services.deps;
    return page({
      stopped: await reminderStops.isOptedOutBy(address),
      refused: null as string | null,
    });
  },
  POST: async (ctx) => {
    const address = await addressOf(ctx);
    const { reminderOptOuts: reminderStops } = ctx.state.services.deps;
    const body = isForm(ctx.req) ? await formBody(ctx.req) : null;
    if (body !== null && !body.ok) {
      const stopped = await reminderStops.isOptedOutBy(address);
      const refused = wordsFor(body) as string | null;
      return page({ stopped, refused }, refusedPage(body));
    }
    const stopped = body?.value.get("reminders") !== "on";
    if (stopped) await reminderStops.optOut(address);
    else await reminderStops.optIn(address);
    return page({ stopped, refused: null as string | null });
  },
});

type Ctx = Parameters<NonNullable<typeof handler.GET>>[0];

async function addressOf(ctx: Ctx): Promise<string> {
  ctx.state.title = words.title;
  const token = visibleLine(ctx.params["token"] ?? "");
  const { reminderOptOuts: reminderStops } = ctx.state.services.deps;
  const address = token.length <= 100
    ? await reminderStops.addressOf(token)
    : null;
  if (address === null) throw new HttpError(404);
  return address;
}

export default define.page<typeof handler>(({ data, state }) => {
  const studio = studioName(state);
  return (
    <>
      {data.stopped
        ? (
          <PageHeading lede={words.stoppedNext}>
            {words.stopped}
          </PageHeading>
        )
        : (
          <PageHeading lede={words.onNext}>
            {words.on}
          </PageHeading>
        )}
      {data.refused && <Notice tone="error">{data.refused}</Notice>}
      <form class="form" method="post">
        <input
          type="hidden"
          name="reminders"
          value={data.stopped ? "on" : "off"}
        />
        <div>
          <Button variant="primary" size="large">
            {data.stopped ? words.turnOn : words.turnOff}
          </Button>
        </div>
      </form>
      <p class="page-note soft">
        {words.scope({ studio })}
      </p>
    </>
  );
});
