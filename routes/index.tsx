import { LinkButton } from "@/components/ui/Button.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { ShadeStrip } from "@/components/frame/ShadeStrip.tsx";
import { page } from "fresh";
import type { Studio } from "@/lib/domain/offer/studio.ts";
import { bookHref } from "@/lib/pages/booking/booking_page.ts";
import { define, type FrameOptions } from "@/lib/http/state.ts";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { booking } from "@/words/booking.ts";
import { home as words } from "@/words/home.ts";
import { SLOT } from "@/lib/words/slot.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    if (ctx.state.studio) ctx.state.frame = frameOf(ctx.state.studio);
    ctx.state.preview = words.preview;
    const { catalog } = ctx.state.services.deps;
    return page({
      services: (await catalog.services()).filter((one) => !one.retired),
      artists: (await catalog.artists()).filter((one) => !one.retired),
    });
  },
});

/** The frame has a sign-in link for artists and the studio's contact address. */
function frameOf({ contactEmail }: Studio): FrameOptions {
  return {
    width: "wide",
    aside: <a href="/sign-in">{words.forArtists}</a>,
    footer: (
      <p>
        <TextWithSlot text={words.contact({ address: SLOT })}>
          <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </TextWithSlot>
      </p>
    ),
  };
}

/** The studio's home page: what it offers, and the booking button. */
export default define.page<typeof handler>(({ data, state }) => {
  if (!state.studio) {
    return (
      <PageHeading lede={words.notOpenNext}>
        {words.notOpen}
      </PageHeading>
    );
  }
  return (
    <>
      <div class="home">
        <div class="home__words">
          <h1>
            <TextWithSlot text={words.title({ emphasis: SLOT })}>
              <em>{words.titleEmphasis}</em>
            </TextWithSlot>
          </h1>
          <p class="lede">{words.lede}</p>
          <LinkButton href="/book" variant="primary" size="large">
            {words.book}
          </LinkButton>
        </div>
        <ShadeStrip />
      </div>
      <section class="home__section" aria-labelledby="services">
        <h2 id="services">{words.services}</h2>
        <div class="menu">
          {data.services.map((service) => (
            <div class="menu__row" key={service.id}>
              <h3>
                <a href={bookHref({ service: service.id })}>{service.name}</a>
              </h3>
              <span class="soft">
                {booking.service.minutes(service)} · {service.priceText}
              </span>
              <p>{service.description}</p>
            </div>
          ))}
        </div>
      </section>
      <section class="home__section" aria-labelledby="artists">
        <h2 id="artists">{words.artists}</h2>
        <div class="menu">
          {data.artists.map((artist) => (
            <div class="menu__row" key={artist.id}>
              <h3>
                <a href={bookHref({ artist: artist.id })}>{artist.name}</a>
              </h3>
              <p>{artist.bio}</p>
            </div>
          ))}
        </div>
      </section>
    </>
  );
});
