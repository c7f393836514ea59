import { Avatar } from "@/components/Avatar.tsx";
import { Button, LinkButton } from "@/components/Button.tsx";
import { CodeInput } from "@/components/CodeInput.tsx";
import { DataTable } from "@/components/DataTable.tsx";
import { DayList } from "@/components/DayList.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Field } from "@/components/Field.tsx";
import { MailList } from "@/components/MailList.tsx";
import { Moment } from "@/components/Moment.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { PresenceMark } from "@/components/PresenceMark.tsx";
import { SearchForm } from "@/components/SearchForm.tsx";
import { StaffFrame } from "@/components/StaffFrame.tsx";
import { type BadgeState, StateBadge } from "@/components/StateBadge.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { AT, STUDIO, type Surface, WHEN } from "./surface.ts";

const signOut = (
  <form method="post" action="/sign-out">
    <Button variant="quiet" size="small">Sign out</Button>
  </form>
);
const nav = (current: string) =>
  ["Today", "Requests", "Past"].map((label) => ({
    href: `/artist/${label}`,
    label,
    current: label === current,
  }));
const artistFrame = (current: string, children: Surface["body"]) => (
  <StaffFrame
    studio={STUDIO}
    homeHref="/artist"
    nav={nav(current)}
    who="Inès Vidal"
    signOut={signOut}
  >
    {children}
  </StaffFrame>
);

const signIn = (
  <StudioFrame studio={STUDIO} homeHref="/">
    <PageHeading lede="We send a six-digit code to your studio address. There is no password to remember.">
      Sign in
    </PageHeading>
    <form class="form">
      <Field
        name="email"
        label="Email"
        type="email"
        required
        autocomplete="username"
      />
      <div>
        <Button variant="primary" size="large">Send me a code</Button>
      </div>
    </form>
  </StudioFrame>
);
const signInCode = (
  <StudioFrame studio={STUDIO} homeHref="/">
    <PageHeading lede="It went to ines@atelier-rosewood.example and works for ten minutes.">
      Enter the code
    </PageHeading>
    <form class="form">
      <CodeInput
        value="402 11"
        error="That is not the code we sent. Four tries are left."
      />
      <div>
        <Button variant="primary" size="large">Sign in</Button>
      </div>
      <div>
        <Button variant="quiet">Send another code</Button>
      </div>
    </form>
  </StudioFrame>
);

const day = artistFrame(
  "Today",
  <>
    <PageHeading lede="Four consultations, one of them now. Times are Central European Time.">
      Sunday 22 November
    </PageHeading>
    <DayList
      label="Today"
      entries={[
        {
          id: "1",
          at: "2026-11-22T13:15:00Z",
          start: "14:15",
          end: "14:45",
          client: "Leni Brandt",
          service: "Evening look, 30 min",
          href: "/artist/c/1",
          state: "ended",
          past: true,
        },
        {
          id: "2",
          at: AT,
          start: "17:15",
          end: "18:00",
          client: "Mara Lindqvist",
          service: "Bridal trial, 45 min",
          href: "/artist/c/2",
          state: "confirmed",
          now: true,
          presence: (
            <PresenceMark
              presence="here"
              words="Waiting since 17:08"
            />
          ),
          action: (
            <LinkButton href="/artist/c/2" variant="primary">Open</LinkButton>
          ),
        },
        {
          id: "3",
          at: "2026-11-22T17:00:00Z",
          start: "18:00",
          end: "18:30",
          client: "Amira Benali",
          service: "Skin & shade match, 30 min",
          href: "/artist/c/3",
          state: "confirmed",
          presence: <PresenceMark presence="not_yet" />,
        },
        {
          id: "4",
          at: "2026-11-22T17:45:00Z",
          start: "18:45",
          end: "19:15",
          client: "Jo Okafor",
          service: "Evening look, 30 min",
          href: "/artist/c/4",
          state: "requested",
          action: <Button size="small">Confirm</Button>,
        },
      ]}
    />
    <section class="day-section">
      <h2>Tomorrow</h2>
      <EmptyState title="Nothing planned">
        Free hours stay open for booking until the evening before.
      </EmptyState>
    </section>
  </>,
);

const hostFacts = (
  <Facts
    items={[
      { term: "When", details: <Moment at={AT}>{WHEN}</Moment> },
      { term: "What", details: "Bridal trial, 45 min" },
      {
        term: "Email",
        details: (
          <a href="mailto:mara@lindqvist.example">mara@lindqvist.example</a>
        ),
      },
      { term: "State", details: <StateBadge state="confirmed" /> },
    ]}
  />
);
const host = artistFrame(
  "Today",
  <div class="host">
    <div class="host__now">
      <Avatar name="Mara Lindqvist" size="large" waiting />
      <PresenceMark presence="here" words="Here, waiting for 6 minutes" />
      <h1>Mara Lindqvist</h1>
      <p class="lede">
        Her picture and sound work. She can see that you have opened this page.
      </p>
      <Button variant="primary" size="large" icon="video">
        Start the consultation
      </Button>
      <p class="page-note">The room stays open until 18:15.</p>
    </div>
    <div class="host__aside">
      {hostFacts}
      <p class="note">
        An ivory dress, long sleeves. I would like to look like myself, only
        rested. Allergic to lanolin.
      </p>
      <div class="row">
        <Button>Move</Button>
        <Button variant="danger">Cancel</Button>
      </div>
    </div>
  </div>,
);
const summary = artistFrame(
  "Today",
  <>
    <PageHeading
      over="Ended at 17:56"
      beside={<StateBadge state="ended" />}
      lede="41 minutes with Mara. You can go back in until 18:15."
    >
      Mara Lindqvist
    </PageHeading>
    <Facts
      items={[
        { term: "Planned", details: "17:15–18:00 Central European Time" },
        { term: "Held", details: "17:15–17:56" },
        { term: "Ended by", details: "You" },
        { term: "Connection", details: "Good; one short drop at 17:31" },
      ]}
    />
    <div class="page-action">
      <LinkButton href="/artist" variant="primary">Back to today</LinkButton>
      <Button>Go back in</Button>
    </div>
  </>,
);

const ROWS: [string, string, string, string, BadgeState][] = [
  ["Mara Lindqvist", "Inès Vidal", "Bridal trial", "22 Nov, 17:15", "live"],
  [
    "Amira Benali",
    "Inès Vidal",
    "Skin & shade match",
    "22 Nov, 18:00",
    "confirmed",
  ],
  ["Jo Okafor", "Inès Vidal", "Evening look", "22 Nov, 18:45", "requested"],
  ["Leni Brandt", "Inès Vidal", "Evening look", "22 Nov, 14:15", "ended"],
  [
    "Sofia Marchetti",
    "Noor Haddad",
    "Bridal trial",
    "21 Nov, 10:00",
    "cancelled",
  ],
  [
    "Hanna Weiss",
    "Noor Haddad",
    "Skin & shade match",
    "21 Nov, 09:00",
    "no_show",
  ],
  ["Priya Nair", "Noor Haddad", "Evening look", "20 Nov, 16:00", "declined"],
  ["Ella Nyström", "Noor Haddad", "Bridal trial", "20 Nov, 11:30", "expired"],
];
const admin = (
  <StaffFrame
    studio={STUDIO}
    homeHref="/admin"
    nav={[{ href: "/admin", label: "Consultations", current: true }, {
      href: "/admin/artists",
      label: "Artists",
    }, {
      href: "/admin/health",
      label: "Health",
    }]}
    who="Tove Berg"
    signOut={signOut}
  >
    <PageHeading>Consultations</PageHeading>
    <div class="tools">
      <SearchForm label="Search by name" action="/admin" />
      <nav class="filters" aria-label="State">
        <a href="/admin" aria-current="page">All</a>
        <a href="/admin?state=requested">Requested</a>
        <a href="/admin?state=live">Live</a>
      </nav>
    </div>
    <DataTable
      caption="All consultations"
      columns={[
        { label: "Client" },
        { label: "Artist" },
        { label: "Service" },
        { label: "When" },
        { label: "State" },
      ]}
      rows={ROWS.map(([client, artist, service, when, state]) => ({
        key: client,
        cells: [
          <a key="who" href="/admin/c/1">{client}</a>,
          artist,
          service,
          when,
          <StateBadge key="state" state={state} />,
        ],
      }))}
    />
    <p class="page-note">Embedded rooms: TWILIO_ACCOUNT_SID is not set.</p>
  </StaffFrame>
);

const mailbox = (
  <StudioFrame
    studio={STUDIO}
    homeHref="/"
    width="wide"
    aside={<span class="soft">Development</span>}
  >
    <PageHeading lede="Mails that would have been sent. No mail account is configured.">
      Mailbox
    </PageHeading>
    <MailList
      mails={[
        {
          id: "3",
          href: "/dev/mailbox/3",
          to: "mara@lindqvist.example",
          subject: "Your consultation is confirmed",
          at: AT,
          time: "15:02",
          current: true,
        },
        {
          id: "2",
          href: "/dev/mailbox/2",
          to: "ines@atelier-rosewood.example",
          subject: "A request from Mara Lindqvist",
          at: AT,
          time: "14:40",
        },
        {
          id: "1",
          href: "/dev/mailbox/1",
          to: "ines@atelier-rosewood.example",
          subject: "Your code is 402117",
          at: AT,
          time: "14:38",
        },
      ]}
    >
      <h2>Your consultation is confirmed</h2>
      <Facts
        items={[
          { term: "From", details: "Atelier Rosewood" },
          { term: "To", details: "mara@lindqvist.example" },
          {
            term: "Attached",
            details: <a href="/dev/mailbox/3/ics">consultation.ics</a>,
          },
        ]}
      />
      <div class="stack">
        <p>Dear Mara,</p>
        <p>Inès Vidal is looking forward to seeing you on {WHEN}.</p>
        <p>
          <a href="/c/1#secret">Open your consultation</a>
        </p>
      </div>
    </MailList>
  </StudioFrame>
);

const parts = (
  <StudioFrame studio={STUDIO} homeHref="/">
    <PageHeading over="Every part" lede="For looking at, not for clients.">
      Parts
    </PageHeading>
    <div class="stack stack--loose">
      <div class="row">
        <Button variant="primary">Primary</Button>
        <Button>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger">Danger</Button>
        <Button variant="primary" busy>Sending</Button>
        <Button disabled icon="mail">Disabled</Button>
        <LinkButton href="#" size="small" icon="arrow-right" iconAt="end">
          Small link
        </LinkButton>
      </div>
      <Notice title="For your information">Plain words.</Notice>
      <Notice tone="success" title="Saved">The mail is on its way.</Notice>
      <Notice
        tone="warning"
        title="Your camera is used by another app"
        action={<Button size="small">Try again</Button>}
      />
      <Notice tone="error" title="That time has just been taken">
        Please choose another one.
      </Notice>
      <div class="row">
        {([
          "requested",
          "confirmed",
          "live",
          "ended",
          "declined",
          "expired",
          "cancelled",
          "no_show",
        ] as const).map((s) => <StateBadge key={s} state={s} />)}
      </div>
      <div class="row">
        <PresenceMark presence="here" />
        <PresenceMark presence="away" />
        <PresenceMark presence="not_yet" />
      </div>
    </div>
  </StudioFrame>
);

export const STAFF_PAGES: Surface[] = [
  { name: "sign-in", title: "Sign in", body: signIn },
  { name: "sign-in-code", title: "Code", body: signInCode },
  { name: "artist-day", title: "Today", body: day },
  { name: "artist-host", title: "Mara Lindqvist", body: host },
  { name: "artist-summary", title: "Ended", body: summary },
  { name: "admin", title: "Consultations", body: admin },
  { name: "mailbox", title: "Mailbox", body: mailbox },
  { name: "parts", title: "Parts", body: parts },
];
