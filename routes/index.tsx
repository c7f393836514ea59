import { LinkButton } from "@/components/Button.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { ShadeStrip } from "@/components/ShadeStrip.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { page } from "fresh";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    const { directory } = ctx.state.services.deps;
    return page({
      services: (await directory.services()).filter((one) => !one.retired),
      artists: (await directory.artists()).filter((one) => !one.retired),
    });
  },
});

/** The studio's door: what it offers, and the one thing to do. */
export default define.page<typeof handler>(({ data, state }) => {
  if (!state.studio) {
    return (
      <StudioFrame studio="Visavis">
        <PageHeading lede="Its owner can fill it with the seed: see the README.">
          This studio has not opened yet
        </PageHeading>
      </StudioFrame>
    );
  }
  return (
    <StudioFrame
      studio={state.studio.name}
      homeHref="/"
      aside={<a href="/sign-in">For artists</a>}
      width="wide"
      footer={
        <p>
          Write to{" "}
          <a href={`mailto:${state.studio.contactEmail}`}>
            {state.studio.contactEmail}
          </a>
        </p>
      }
    >
      <div class="home">
        <div class="home__words">
          <h1>
            Your makeup artist, <em>face to face.</em>
          </h1>
          <p class="lede">
            Half an hour or a little more, live on your phone, with an artist
            who looks at your skin in your own light.
          </p>
          <LinkButton href="/book" variant="primary" size="large">
            Book a consultation
          </LinkButton>
        </div>
        <ShadeStrip />
      </div>
      <section class="home__section" aria-labelledby="services">
        <h2 id="services">Consultations</h2>
        <div class="menu">
          {data.services.map((service) => (
            <div class="menu__row" key={service.id}>
              <h3>{service.name}</h3>
              <span class="soft">
                {service.minutes} min · {service.priceText}
              </span>
              <p>{service.description}</p>
            </div>
          ))}
        </div>
      </section>
      <section class="home__section" aria-labelledby="artists">
        <h2 id="artists">Artists</h2>
        <div class="menu">
          {data.artists.map((artist) => (
            <div class="menu__row" key={artist.id}>
              <h3>{artist.name}</h3>
              <p>{artist.bio}</p>
            </div>
          ))}
        </div>
      </section>
    </StudioFrame>
  );
});
