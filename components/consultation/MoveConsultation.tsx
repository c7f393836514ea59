import type { ComponentChildren } from "preact";
import {
  type BookingWeek,
  WeekPicker,
} from "@/components/booking/WeekPicker.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { ChoiceCards } from "@/components/ui/ChoiceCards.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { formOf } from "@/lib/client/page/endpoint_form.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import { formatDateTime, formatZone } from "@/lib/time/format.ts";
import { changes } from "@/words/changes.ts";
import { booking } from "@/words/booking.ts";
import type { ChangePageProps } from "@/lib/wire/wire.ts";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { SLOT } from "@/lib/words/slot.ts";

export interface MoveConsultationProps extends ChangePageProps {
  readonly week: BookingWeek;
  /** Free times near a refused one. */
  readonly alternatives: readonly number[];
  /** A client cannot change a time before this one again, with its zone; null if none is offered. */
  readonly finalBefore: string | null;
  /** Nothing is free on any day that this person can choose. */
  readonly full: boolean;
}

const words = changes.move;

/** The free times to move a consultation to. Works without JavaScript. */
export function MoveConsultation(props: MoveConsultationProps) {
  const { session, alternatives: near, refused, home, full } = props;
  const other = session === "client" ? props.artistName : props.clientName;
  return (
    <>
      <PageHeading
        over={booking.service.named({
          service: props.serviceName,
          artist: other,
        })}
        lede={words.now({ when: props.when })}
      >
        {words.title}
      </PageHeading>
      {refused && <Notice tone="error" title={words.failed}>{refused}</Notice>}
      {session === "client" && !full && <WhatMovingMeans {...props} />}
      {near.length > 0 && (
        <MoveForm {...props}>
          <ChoiceCards
            legend={words.nearby}
            name={formFor(props).name("at")}
            choices={near.map((at) => ({
              value: iso(at),
              title: formatDateTime(at, props.zone),
            }))}
          />
          <Button>{words.takeNearby}</Button>
        </MoveForm>
      )}
      {full ? <NothingFree {...props} /> : <FreeTimes {...props} />}
      {session !== "client" && <OutsideHours {...props} />}
      <p class="page-note">
        <a href={home}>{words.keep}</a>
      </p>
    </>
  );
}

/** What the client decides by choosing: nobody has to agree, and some times are final. */
function WhatMovingMeans({ artistName, finalBefore }: MoveConsultationProps) {
  return (
    <p class="choice-note">
      {words.settled({ artist: artistName })}
      {finalBefore !== null && ` ${words.finalBefore({ time: finalBefore })}`}
    </p>
  );
}

function formFor({ id, session }: ChangePageProps) {
  return formOf("POST /api/appointments/:id/reschedule", {
    params: { id },
    query: { session },
  });
}

function MoveForm(
  { look = "form page-action", children, ...props }:
    & MoveConsultationProps
    & { look?: string; children: ComponentChildren },
) {
  const { method, action, hidden } = formFor(props);
  return (
    <form class={look} method={method} action={action}>
      <input {...hidden("version", props.version)} />
      {children}
    </form>
  );
}

function NothingFree(
  { session, artistName, contactEmail }: MoveConsultationProps,
) {
  return (
    <EmptyState title={words.full}>
      {session === "client"
        ? (
          <TextWithSlot
            text={words.fullNext({ artist: artistName, address: SLOT })}
          >
            <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
          </TextWithSlot>
        )
        : "No free times within working hours."}
    </EmptyState>
  );
}

function FreeTimes(props: MoveConsultationProps) {
  const { week, zone, home } = props;
  return (
    // Not a grid: the row of days keeps its width and scrolls.
    <MoveForm {...props} look="">
      <WeekPicker
        week={week}
        zone={zone}
        name={formFor(props).name("at")}
        hrefFor={(date) => `${home}/move?day=${date}`}
        take={words.take}
      />
    </MoveForm>
  );
}

/**
 * The studio may ignore these limits: hours, notice and horizon exist for
 * clients who book by themselves.
 */
function OutsideHours(props: MoveConsultationProps) {
  const { name } = formFor(props);
  const whose = props.session === "artist" ? "your" : "the artist's";
  return (
    <section class="day-section" aria-labelledby="outside">
      <h2 id="outside">A time outside {whose} hours</h2>
      <p class="soft">
        You can also choose a time that clients are not offered: in the evening,
        on a day off, or at short notice. Agree on it with {props.clientName}
        {" "}
        first. Times start on the quarter hour, in{" "}
        {formatZone(props.week.days[0]!.noon, props.zone)}.
      </p>
      <MoveForm {...props}>
        <Field
          name={name("date")}
          label="Date"
          type="date"
          required
          value={props.typed?.date}
        />
        <Field
          name={name("time")}
          label="Time"
          type="time"
          step={900}
          required
          value={props.typed?.time}
        />
        <Button>Move there</Button>
      </MoveForm>
    </section>
  );
}
