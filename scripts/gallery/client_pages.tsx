import { Button, LinkButton } from "@/components/Button.tsx";
import { ChoiceCards } from "@/components/ChoiceCards.tsx";
import { Consent } from "@/components/Consent.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Field } from "@/components/Field.tsx";
import { MirrorMark } from "@/components/MirrorMark.tsx";
import { Moment } from "@/components/Moment.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { ShadeStrip } from "@/components/ShadeStrip.tsx";
import { SlotPicker } from "@/components/SlotPicker.tsx";
import { Steps } from "@/components/Steps.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { AT, STUDIO, type Surface, WHEN } from "./surface.ts";

const SERVICES = [
  {
    value: "bridal",
    title: "Bridal trial",
    detail: "We try the look before the day, with your own products.",
    meta: "45 min",
  },
  {
    value: "evening",
    title: "Evening look",
    detail: "One occasion, from skin to lips.",
    meta: "30 min",
  },
  {
    value: "match",
    title: "Skin & shade match",
    detail: "Find your foundation in daylight, together.",
    meta: "30 min",
  },
];
const ARTISTS = [
  {
    value: "ines",
    title: "Inès Vidal",
    detail: "Bridal and editorial. English, français",
    avatar: "Inès Vidal",
  },
  {
    value: "noor",
    title: "Noor Haddad",
    detail: "Skin and colour. English, العربية, Deutsch",
    avatar: "Noor Haddad",
  },
];
const FOOT = (
  <>
    <p>Atelier Rosewood, Lindengasse 14, Vienna</p>
    <p>Video is shown only to you and your artist. Nothing is recorded.</p>
  </>
);
const STEP_NAMES = [
  { label: "Service", href: "/book" },
  { label: "Artist", href: "/book/artist" },
  { label: "Time", href: "/book/time" },
  { label: "Details" },
];
const FACTS = (
  <Facts
    items={[
      { term: "When", details: <Moment at={AT}>{WHEN}</Moment> },
      { term: "With", details: "Inès Vidal" },
      { term: "What", details: "Bridal trial, 45 min" },
    ]}
  />
);

const home = (
  <StudioFrame
    studio={STUDIO}
    homeHref="/"
    width="wide"
    footer={FOOT}
    aside={<a href="/sign-in">For artists</a>}
  >
    <div class="home">
      <div class="home__words">
        <h1>
          Your makeup artist, <em>face to face.</em>
        </h1>
        <p class="lede">
          Half an hour or a little more, live on your phone, with an artist who
          looks at your skin in your own light.
        </p>
        <LinkButton href="/book" variant="primary" size="large">
          Book a consultation
        </LinkButton>
      </div>
      <ShadeStrip />
    </div>
    <section class="home__section">
      <h2>Consultations</h2>
      <div class="menu">
        {SERVICES.map((s) => (
          <div class="menu__row" key={s.value}>
            <h3>{s.title}</h3>
            <span class="soft">{s.meta}</span>
            <p>{s.detail}</p>
          </div>
        ))}
      </div>
    </section>
    <section class="home__section">
      <h2>Artists</h2>
      <ChoiceCards
        legend="Choose an artist"
        legendHidden
        choices={ARTISTS.map((a) => ({
          ...a,
          href: `/book?artist=${a.value}`,
        }))}
      />
    </section>
  </StudioFrame>
);

const service = (
  <StudioFrame studio={STUDIO} homeHref="/" footer={FOOT}>
    <Steps steps={STEP_NAMES} current={0} />
    <PageHeading>What would you like to try?</PageHeading>
    <ChoiceCards
      legend="Service"
      legendHidden
      choices={SERVICES.map((s) => ({
        ...s,
        href: `/book/artist?service=${s.value}`,
      }))}
    />
  </StudioFrame>
);

const artist = (
  <StudioFrame studio={STUDIO} homeHref="/" footer={FOOT}>
    <Steps steps={STEP_NAMES} current={1} />
    <PageHeading lede="Bridal trial, 45 min">
      Who would you like to meet?
    </PageHeading>
    <form>
      <ChoiceCards
        name="artist"
        legend="Artist"
        legendHidden
        choices={ARTISTS.map((a, i) => ({ ...a, checked: i === 0 }))}
      />
      <div class="page-action">
        <Button variant="primary" size="large">Choose a time</Button>
      </div>
    </form>
  </StudioFrame>
);

const DAYS = [
  "Sun 22",
  "Mon 23",
  "Tue 24",
  "Wed 25",
  "Thu 26",
  "Fri 27",
  "Sat 28",
].map((d, i) => ({
  name: d.slice(0, 3),
  number: d.slice(4),
  full: `${d} November`,
  current: i === 0,
  href: i === 2 ? undefined : `/book/time?day=${d.slice(4)}`,
}));
const times = (labels: string[], checked?: string) =>
  labels.map((l) => ({ value: l, label: l, checked: l === checked }));

const time = (
  <StudioFrame studio={STUDIO} homeHref="/" footer={FOOT}>
    <Steps steps={STEP_NAMES} current={2} />
    <PageHeading lede="Bridal trial with Inès Vidal, 45 min">
      When suits you?
    </PageHeading>
    <form>
      <SlotPicker
        days={DAYS}
        dayTitle="Sunday 22 November"
        zone="Times are Central European Time, where the studio is."
        groups={[
          { title: "Morning", times: times(["09:00", "09:45", "11:15"]) },
          {
            title: "Afternoon",
            times: times(["13:30", "14:15", "15:45", "16:30"]),
          },
          {
            title: "Evening",
            times: times(["17:15", "18:00", "18:45"], "17:15"),
          },
        ]}
      />
      <div class="page-action">
        <Button variant="primary" size="large">Continue with 17:15</Button>
      </div>
    </form>
  </StudioFrame>
);

const details = (
  <StudioFrame studio={STUDIO} homeHref="/" footer={FOOT}>
    <Steps steps={STEP_NAMES} current={3} />
    <PageHeading>Almost there</PageHeading>
    {FACTS}
    <form class="form page-action">
      <Field
        name="name"
        label="Your name"
        required
        autocomplete="name"
        value="Mara Lindqvist"
      />
      <Field
        name="email"
        label="Your email"
        type="email"
        required
        autocomplete="email"
        hint="The link to your consultation is sent here."
        value="mara@lindqvist"
        error="This address has no ending. Did you mean mara@lindqvist.se?"
      />
      <Field
        multiline
        name="notes"
        label="Anything your artist should know?"
        hint="Allergies, the dress, a picture you like."
      />
      <Consent name="consent" required>
        I agree that the studio keeps these details for this consultation.{" "}
        <a href="/privacy">How we handle them</a>
      </Consent>
      <Button variant="primary" size="large">Send the request</Button>
    </form>
  </StudioFrame>
);

const sent = (
  <StudioFrame studio={STUDIO} homeHref="/" footer={FOOT}>
    <div class="saying">
      <MirrorMark />
      <PageHeading lede="Inès confirms by email, most often within a few hours. Your private link comes with it.">
        Thank you, Mara
      </PageHeading>
      {FACTS}
      <Notice title="Look for our mail">
        It goes to mara@lindqvist.se. Check the spam folder if it is not there
        by tonight.
      </Notice>
    </div>
  </StudioFrame>
);

const entry = (
  <StudioFrame studio={STUDIO} footer={FOOT}>
    <div class="saying">
      <PageHeading
        over="Hello Mara"
        lede="Next you can check your picture and sound. Your browser asks for the camera then: choose Allow."
      >
        Inès is looking forward to seeing you
      </PageHeading>
      {FACTS}
      <Button variant="primary" size="large" full>
        Enter the waiting room
      </Button>
      <p class="page-note">
        Sit facing a window if you can. Have your products within reach.
      </p>
    </div>
  </StudioFrame>
);

const saying = (
  heading: string,
  lede: string,
  more: Surface["body"],
  closed = false,
) => (
  <StudioFrame studio={STUDIO} footer={FOOT}>
    <div class="saying">
      <MirrorMark closed={closed} />
      <PageHeading lede={lede}>{heading}</PageHeading>
      {more}
    </div>
  </StudioFrame>
);

const early = saying(
  "You are early",
  "The waiting room opens ten minutes before the start, at 17:05. You can leave this page open: it lets you in by itself.",
  FACTS,
);
const closed = saying(
  "This consultation has closed",
  "It was planned until 18:00 Central European Time. If you missed each other, the studio finds another time with you.",
  <LinkButton
    href="mailto:hello@atelier-rosewood.example"
    variant="primary"
    icon="mail"
  >
    Write to the studio
  </LinkButton>,
  true,
);
const ended = saying(
  "That was lovely. Goodbye, Mara",
  "Your consultation with Inès has ended after 41 minutes. Ended by mistake? You can come back until 18:15.",
  <Button variant="secondary">Go back in</Button>,
  true,
);
const wrong = saying(
  "This link does not open anything",
  "It may have been cut by the mail program, or a newer mail replaced it. Open the link in the latest mail from the studio.",
  <LinkButton
    href="mailto:hello@atelier-rosewood.example"
    variant="secondary"
    icon="mail"
  >
    Write to the studio
  </LinkButton>,
  true,
);
const missing = saying(
  "There is nothing here",
  "The page has moved or never was.",
  <LinkButton href="/">Go to the studio’s page</LinkButton>,
  true,
);
const error = saying(
  "Something went wrong on our side",
  "Nothing you entered is lost. Please try again in a moment.",
  <div class="stack">
    <Button variant="primary" icon="refresh-cw">Try again</Button>
    <p class="saying__code">If you write to us, give this number: 7F3K-20MQ</p>
  </div>,
);

export const CLIENT_PAGES: Surface[] = [
  { name: "home", title: STUDIO, body: home },
  { name: "book-1-service", title: "Book", body: service },
  { name: "book-2-artist", title: "Book", body: artist },
  { name: "book-3-time", title: "Book", body: time },
  { name: "book-4-details", title: "Book", body: details },
  { name: "book-5-sent", title: "Sent", body: sent },
  { name: "link-entry", title: "Your consultation", body: entry },
  { name: "link-early", title: "You are early", body: early },
  { name: "link-closed", title: "Closed", body: closed },
  { name: "link-ended", title: "Ended", body: ended },
  { name: "link-wrong", title: "Link", body: wrong },
  { name: "not-found", title: "Not found", body: missing },
  { name: "error", title: "Error", body: error },
];
