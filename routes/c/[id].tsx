import { type Context, HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import type { CalendarHrefs } from "@/components/calendar/AddToCalendar.tsx";
import { KeptMessages } from "@/components/chat/KeptMessages.tsx";
import { EnterConsultation } from "@/components/waiting/EnterConsultation.tsx";
import { ConsultationOver } from "@/components/waiting/ConsultationOver.tsx";
import { OwnLinkTemplates } from "@/components/waiting/OwnLinkTemplates.tsx";
import { OpenMailedLink } from "@/components/waiting/OpenMailedLink.tsx";
import { SendLinkAgain } from "@/components/waiting/SendLinkAgain.tsx";
import { OwnRequest } from "@/components/consultation/OwnRequest.tsx";
import type { OwnRequestProps } from "@/lib/wire/own_request.ts";
import { AfterCall } from "@/components/look/AfterCall.tsx";
import { WaysOn } from "@/components/consultation/WaysOn.tsx";
import { LateScripts } from "@/components/frame/LateScripts.tsx";
import { NoScriptNotice } from "@/components/frame/NoScriptNotice.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { KeptStills } from "@/components/stills/KeptStills.tsx";
import { SavedRecording } from "@/components/recording/SavedRecording.tsx";
import ClientWaitingRoom from "@/islands/ClientWaitingRoom.tsx";
import { calendarLinks } from "@/lib/domain/calendar/calendar_links.ts";
import { prepareTips } from "@/lib/domain/consultation/prepare_tips.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  type MailedLink,
  readMailedLink,
} from "@/lib/domain/basic/mailed_link.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { refusedPage, wordsFor } from "@/lib/http/refusals.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { clientActor } from "@/lib/http/session/actor.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import { define, type State } from "@/lib/http/state.ts";
import { readTyped } from "@/lib/http/session/typed_fields.ts";
import { keptOf } from "@/lib/pages/consultation/kept.ts";
import { ownRequestOf, waysOn } from "@/lib/pages/consultation/own_request.ts";
import { lookOrigin } from "@/lib/pages/look/look_origin.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { offsetsAround } from "@/lib/time/zone_rules.ts";
import { sendLinkAgain } from "@/lib/usecases/consultation/send_link_again.ts";
import { clientsEntry } from "@/lib/usecases/calendar/calendar_file.ts";
import { noticeFor } from "@/lib/usecases/consultation/new_time.ts";
import { readWaitingRoom } from "@/lib/usecases/call/waiting_room.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { chat } from "@/words/exchange/chat.ts";
import { entryPage as words } from "@/words/entry_page.ts";
import { prepare as prepareWords } from "@/words/prepare.ts";

/** Whether the page is the waiting room or the call. A room that nobody came to is closed by the clock before its state says so. */
function isInRoom(
  { state, window }: Pick<WaitingSnapshot, "state" | "window">,
): boolean {
  return state === "live" || state === "confirmed" && window !== "closed";
}

/**
 * The client's page. GET and HEAD change nothing and request nothing: without a
 * session it only shows the entry button, the same for every id, whether it
 * exists or not; what the link is for, its script asks with the secret.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = words.title;
    const damaged = readMailedLink(ctx.url);
    if (damaged !== null) return repaired(ctx, damaged);
    const id = parseConsultationId(ctx.params.id);
    if (id === null) throw new HttpError(404);
    const { deps, assetUrls } = ctx.state.services;
    const actor = await clientActor(ctx, id);
    const waiting = actor && await readWaitingRoom(deps, { actor, id });
    if (!waiting?.ok) {
      const replaced = waiting?.code === "link_replaced";
      const sent = ctx.url.searchParams.get("done") === "link";
      const refused = ctx.url.searchParams.get("refused");
      const signedOut = refused === "sign_in_required";
      return page({ ...NOT_INSIDE, id, replaced, signedOut, sent });
    }
    const { consultation, snapshot } = waiting.value;
    const request = await ownRequestOf(ctx, consultation);
    if (request !== null) return page({ ...NOT_INSIDE, id, request });
    const artist = await deps.catalog.artist(consultation.artistId);
    /** Within a sentence. */
    const called = artist?.name ?? words.yourArtistWithin;
    const kept = isInRoom(snapshot) ? null : await keptOf(deps, consultation, {
      role: "client",
      zone: consultation.client.zone,
      writers: {
        client: chat.own,
        artist: firstName(artist?.name ?? words.yourArtist),
      },
    });
    const { messages = [], stills = [] } = kept ?? {};
    if (kept?.look) {
      return page({
        ...NOT_INSIDE,
        id,
        messages,
        stills,
        waysOn: waysOn(ctx, consultation),
        over: {
          snapshot,
          otherName: called,
          artist: firstName(called),
          recording: kept.recording,
          refused: refusalText(ctx.url),
          look: {
            sheet: kept.look,
            origin: lookOrigin(ctx.state, { consultation, artist: called }),
            typed: readTyped(ctx, id).words,
          },
        },
      });
    }
    ctx.state.frame = { width: "wide", neutral: true };
    const changesUntil = consultation.startsAt -
      await noticeFor(deps, "client");
    return page({
      ...NOT_INSIDE,
      id,
      messages,
      stills,
      refused: refusalText(ctx.url),
      moved: ctx.url.searchParams.get("done") === "moved",
      final: deps.clock.now() > changesUntil,
      inside: {
        consultationId: id,
        clientName: consultation.client.name,
        artistName: artist?.name ?? words.yourArtist,
        serviceName: consultation.serviceName,
        changesUntil,
        waysOn: waysOn(ctx, consultation),
        when: formatWhen(consultation, consultation.client.zone),
        zone: consultation.client.zone,
        zoneOffsets: offsetsAround(deps.clock.now(), consultation.client.zone),
        snapshot,
        sdkUrl: assetUrls["twilio-video"] ?? "",
        calendar: await waysIn(ctx, consultation),
        prepare: prepareTips(consultation.prepare, prepareWords),
      },
    });
  },

  /** Sends the link again: for a link that was cut off on its way. */
  POST: async (ctx) => {
    ctx.state.title = words.title;
    const id = parseConsultationId(ctx.params.id);
    if (id === null) throw new HttpError(404);
    const { deps, config } = ctx.state.services;
    const sent = isSameOrigin(ctx.req, config.baseUrl)
      ? await sendLinkAgain(deps, { id, from: remoteAddressOf(ctx) })
      : refuse("cross_site");
    if (sent.ok) return ctx.redirect(`/c/${id}?done=link#again`, 303);
    return page(
      { ...NOT_INSIDE, id, notSent: wordsFor(sent) },
      refusedPage(sent),
    );
  },
});

/** What the page shows to a person without a session. */
interface Entry {
  readonly id: string;
  /** The whole address, if the page's own was damaged on its way. */
  readonly href: string | null;
  readonly replaced: boolean;
  /** A form of this consultation was sent without a session. */
  readonly signedOut: boolean;
  /** The link was asked for again. */
  readonly sent: boolean;
  /** Why it was not sent. */
  readonly notSent: string | null;
  readonly inside: null;
  readonly over: null;
  /** A request that was never confirmed. */
  readonly request: OwnRequestProps | null;
}

const NOT_INSIDE: Entry = {
  id: "",
  href: null,
  replaced: false,
  signedOut: false,
  sent: false,
  notSent: null,
  inside: null,
  over: null,
  request: null,
};

/** A browser keeps the fragment that it has; one that became part of the address is put back by the page. */
function repaired(ctx: Context<State>, { path, secret }: MailedLink) {
  return secret === ""
    ? ctx.redirect(`${path}${ctx.url.search}`, 302)
    : page({ ...NOT_INSIDE, href: `${path}#${secret}` });
}

/** The client's calendar links, while the consultation is upcoming. */
async function waysIn(
  { state: { services: { deps, config } } }: Context<State>,
  consultation: Consultation,
): Promise<CalendarHrefs | null> {
  if (consultation.state !== "confirmed") return null;
  const entry = await clientsEntry(deps, consultation);
  return entry && {
    ...calendarLinks(entry, config.baseUrl),
    file: `/c/${consultation.id}/calendar.ics`,
  };
}

export default define.page<typeof handler>(({ data, state }) => {
  if (data.href !== null) {
    return (
      <OpenMailedLink
        href={data.href}
        script={state.services.assetUrls["mailed-link"]}
      />
    );
  }
  if (data.request !== null) return <OwnRequest {...data.request} />;
  if (data.over !== null) {
    const {
      recording: kept,
      refused,
      look,
      artist: called,
      ...over
    } = data.over;
    return (
      <>
        {refused && <Notice tone="error">{refused}</Notice>}
        <ConsultationOver
          phase="ended"
          viewer="client"
          action={<WaysOn {...data.waysOn} artist={called} />}
          {...over}
        />
        <AfterCall
          id={data.id}
          artist={called}
          {...look}
          photos={data.stills.filter(({ approved }) => approved)
            .map(({ photo }) => photo)}
          script={state.services.assetUrls["print-page"]}
        />
        <KeptMessages title={chat.kept} days={data.messages} />
        <SavedRecording id={data.id} viewer="client" recording={kept} />
        <KeptStills id={data.id} viewer="client" stills={data.stills} />
      </>
    );
  }
  if (data.inside === null) {
    return (
      <div class="message-page">
        <PageHeading lede={words.lede}>
          {words.title}
        </PageHeading>
        <EnterConsultation
          consultationId={data.id}
          replaced={data.replaced}
          signedOut={data.signedOut}
          script={state.services.assetUrls["enter-consultation"]}
        />
        <NoScriptNotice />
        <p class="page-note">
          {words.tip}
        </p>
        <SendLinkAgain
          consultationId={data.id}
          sent={data.sent}
          refused={data.notSent}
        />
      </div>
    );
  }
  // A consultation that is over is shown without JavaScript too.
  const inRoom = isInRoom(data.inside.snapshot);
  return (
    <>
      {data.refused && <Notice tone="error">{data.refused}</Notice>}
      {data.moved && data.inside.snapshot.state === "confirmed" && (
        <Notice tone="success" title={words.moved.title}>
          {words.moved.text({ when: data.inside.when })}
          {data.final && ` ${words.moved.final}`}
        </Notice>
      )}
      <LateScripts />
      <ClientWaitingRoom
        {...data.inside}
        sdkUrl={asset(data.inside.sdkUrl)}
      />
      <OwnLinkTemplates src={state.services.assetUrls["own-link"]} />
      {inRoom && <NoScriptNotice />}
      <KeptMessages title={chat.kept} days={data.messages} />
      <KeptStills id={data.id} viewer="client" stills={data.stills} />
    </>
  );
});
