import { page } from "fresh";
import { MirrorMark } from "@/components/MirrorMark.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { parseArtistId } from "@/lib/domain/ids.ts";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Request sent";
    const { deps, mailbox } = ctx.state.services;
    const id = parseArtistId(ctx.url.searchParams.get("artist"));
    const artist = id ? await deps.directory.artist(id) : null;
    return page({
      artist: artist?.name ?? "your artist",
      mailbox: mailbox !== null,
    });
  },
});

/** Says what happens next. The address names nobody but the artist. */
export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
    <div class="saying">
      <MirrorMark />
      <PageHeading
        lede={`${data.artist} will look at it and answer by email. When it is confirmed, the email has your link: keep it, it is your door to the consultation.`}
      >
        Your request is on its way
      </PageHeading>
      {data.mailbox && (
        <p class="page-note soft">
          This is a demonstration: every email lands in the{" "}
          <a href="/dev/mailbox">mailbox</a>.
        </p>
      )}
    </div>
  </StudioFrame>
));
