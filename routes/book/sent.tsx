import { page } from "fresh";
import { BrandMark } from "@/components/frame/BrandMark.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { WaysOn } from "@/components/consultation/WaysOn.tsx";
import { readZoneName } from "@/lib/domain/basic/typed_zone.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import { parseArtistId } from "@/lib/domain/basic/ids.ts";
import { define } from "@/lib/http/state.ts";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { booking } from "@/words/booking.ts";
import { SLOT } from "@/lib/words/slot.ts";

const words = booking.sent;

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = words.pageTitle;
    const { deps, mailbox } = ctx.state.services;
    const id = parseArtistId(ctx.url.searchParams.get("artist"));
    const artist = id ? await deps.catalog.artist(id) : null;
    const { searchParams } = ctx.url;
    const at = searchParams.get("at") ?? "";
    const zone = readZoneName(searchParams.get("zone") ?? "");
    const startsAt = /^\d{4}-[\dT:.-]+Z$/.test(at) ? Date.parse(at) : NaN;
    return page({
      when: Number.isFinite(startsAt) && zone !== null
        ? formatDateTime(startsAt, zone)
        : null,
      contactEmail: ctx.state.studio?.contactEmail ?? "",
      artist: artist?.name ?? words.yourArtist,
      mailbox: mailbox !== null,
    });
  },
});

/** Explains what happens next. The URL contains no personal data except the artist's id. */
export default define.page<typeof handler>(({ data }) => (
  <>
    <div class="message-page">
      <BrandMark />
      <PageHeading
        lede={words.next({ artist: data.artist })}
      >
        {words.title}
      </PageHeading>
      {data.when && (
        <p data-testid="requested-time">{words.when({ when: data.when })}</p>
      )}
      <div class="page-action">
        <WaysOn bookAgain="/book" contactEmail={data.contactEmail} />
      </div>
      {data.mailbox && (
        <p class="page-note soft">
          <TextWithSlot text={words.demonstration({ mailbox: SLOT })}>
            <a href="/dev/mailbox">{words.mailbox}</a>
          </TextWithSlot>
        </p>
      )}
    </div>
  </>
));
