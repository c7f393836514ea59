import { LinkButton } from "@/components/Button.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { ShadeStrip } from "@/components/ShadeStrip.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { page } from "fresh";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    const { directory } = ctx.state.services.deps;
    return page({ services: await directory.services() });
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
      aside={<a href="/sign-in">Sign in</a>}
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
      <div class="welcome">
        <div>
          <PageHeading lede="A makeup artist, face to face, on your phone. You show your light, your skin and what is in your bag; you leave with a look that you can do again.">
            Your look, worked out together
          </PageHeading>
          <p class="page-action">
            <LinkButton href="/book" size="large">
              Book a consultation
            </LinkButton>
          </p>
        </div>
        <ShadeStrip />
      </div>
      <section class="offer" aria-labelledby="offer-title">
        <h2 id="offer-title">What we offer</h2>
        <ul class="offer__list">
          {data.services.map((service) => (
            <li key={service.id}>
              <h3>{service.name}</h3>
              <p class="soft">{service.description}</p>
              <p>{service.minutes} minutes · {service.priceText}</p>
            </li>
          ))}
        </ul>
      </section>
    </StudioFrame>
  );
});
