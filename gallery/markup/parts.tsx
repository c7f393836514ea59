import { StateBadge } from "@/components/consultation/StateBadge.tsx";
import { MessagePage } from "@/components/frame/MessagePage.tsx";
import { ShadeStrip } from "@/components/frame/ShadeStrip.tsx";
import {
  Button,
  type ButtonProps,
  LinkButton,
} from "@/components/ui/Button.tsx";
import { CodeInput } from "@/components/ui/CodeInput.tsx";
import { DataTable } from "@/components/ui/DataTable.tsx";
import { Notice, type NoticeTone } from "@/components/ui/Notice.tsx";
import { SearchForm } from "@/components/ui/SearchForm.tsx";
import { SignInByLink } from "@/components/staff/SignInByLink.tsx";
import { PresenceIndicator } from "@/components/waiting/PresenceIndicator.tsx";
import {
  type ConsultationState,
  STATE_LABEL,
} from "@/lib/domain/consultation/consultation.ts";
import { CLIENT, SERVICE, WHEN } from "@/gallery/sample.ts";
import { markup } from "./states.ts";

const VARIANTS: Readonly<
  Record<NonNullable<ButtonProps["variant"]>, string>
> = {
  primary: "Primary",
  secondary: "Secondary",
  quiet: "Quiet",
  danger: "Danger",
};

const NOTICES: Readonly<Record<NoticeTone, string>> = {
  info: "For your information",
  success: "Saved",
  warning: "Your camera is used by another app",
  error: "That time has just been taken",
};

const FORM_PARTS = markup({ viewer: "visitor", heading: "Parts" }, {
  buttons: (
    <div class="row">
      {entries(VARIANTS).map(([variant, label]) => (
        <Button key={variant} variant={variant}>{label}</Button>
      ))}
      <Button variant="primary" busy>Sending</Button>
      <Button disabled icon="mail">Disabled</Button>
      <LinkButton href="/" size="small" icon="arrow-right" iconAt="end">
        Small link
      </LinkButton>
    </div>
  ),
  notices: (
    <div class="stack stack--loose">
      {entries(NOTICES).map(([tone, title]) => (
        <Notice key={tone} tone={tone} title={title}>
          What it means, and what to do about it.
        </Notice>
      ))}
    </div>
  ),
  badges: (
    <div class="row">
      {entries(STATE_LABEL).map(([state]: [ConsultationState, string]) => (
        <StateBadge key={state} state={state} />
      ))}
      <PresenceIndicator presence="here" />
      <PresenceIndicator presence="away" />
      <PresenceIndicator presence="not_yet" />
    </div>
  ),
  table: (
    <DataTable
      caption="Consultations"
      columns={[{ label: "Client" }, { label: "When" }, { label: "About" }]}
      rows={[{ key: "1", cells: [CLIENT, WHEN, SERVICE] }]}
    />
  ),
  search: <SearchForm label="Search consultations" action="/admin" />,
  code: <CodeInput />,
  "code-wrong": <CodeInput error="This is not the code from the email." />,
  "sign-in-link": <SignInByLink script={undefined} />,
  "shade-strip": <ShadeStrip />,
});

const MESSAGE_PAGES = markup({ viewer: "visitor" }, {
  message: (
    <MessagePage
      title="One thing"
      action={<Button type="button" variant="primary">Do it</Button>}
    >
      <p>What happened, and what to do next.</p>
    </MessagePage>
  ),
  "message-closed": (
    <MessagePage title="Something is over" closed>
      <p>Nothing more is to come.</p>
    </MessagePage>
  ),
});

export const PARTS = { ...FORM_PARTS, ...MESSAGE_PAGES };

function entries<K extends string, V>(
  table: Readonly<Record<K, V>>,
): [K, V][] {
  return Object.entries(table) as [K, V][];
}
