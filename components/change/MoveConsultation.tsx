import type { ComponentChildren } from "preact";
import {
  type BookingWeek,
  WeekPicker,
} from "@/components/booking/WeekPicker.tsx";
import { Button } from "@/components/Button.tsx";
import { ChoiceCards } from "@/components/ChoiceCards.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { iso } from "@/lib/domain/instant.ts";
import { formatMoment, formatZone } from "@/lib/time/format.ts";
import type { ChangePageProps } from "@/lib/wire.ts";

export interface MoveConsultationProps extends ChangePageProps {
  readonly week: BookingWeek;
  /** Free times near one that was refused. */
  readonly near: readonly number[];
  /** Nothing is free on any day that this person can choose from. */
  readonly full: boolean;
}

/** Another time for a consultation, from the ones that are free. Works without JavaScript. */
export function MoveConsultation(props: MoveConsultationProps) {
  const { session, near, refused, home } = props;
  const other = session === "client" ? props.artistName : props.clientName;
  return (
    <>
      <PageHeading
        over={`${props.serviceName} with ${other}`}
        lede={`Now: ${props.when}.`}
      >
        Choose another time
      </PageHeading>
      {refused && (
        <Notice tone="error" title="It was not moved">{refused}</Notice>
      )}
      {near.length > 0 && (
        <MoveForm {...props}>
          <ChoiceCards
            legend="Free times near the one you wanted"
            name="at"
            choices={near.map((at) => ({
              value: iso(at),
              title: formatMoment(at, props.zone),
            }))}
          />
          <Button>Move to the chosen one</Button>
        </MoveForm>
      )}
      {props.full ? <NothingFree {...props} /> : <FreeTimes {...props} />}
      {session !== "client" && <OutsideHours {...props} />}
      <p class="page-note">
        <a href={home}>Keep the present time</a>
      </p>
    </>
  );
}

function MoveForm(
  { id, session, version, look = "form page-action", children }:
    & MoveConsultationProps
    & { look?: string; children: ComponentChildren },
) {
  return (
    <form
      class={look}
      method="post"
      action={`/api/appointments/${id}/reschedule?session=${session}`}
    >
      <input type="hidden" name="version" value={version} />
      {children}
    </form>
  );
}

function NothingFree(
  { session, artistName, contactEmail }: MoveConsultationProps,
) {
  return (
    <EmptyState title="No day has a free time">
      {session === "client"
        ? (
          <>
            Nothing can be chosen with {artistName}{" "}
            at present. Your consultation stays as it is. If you need another
            time, write to{" "}
            <a href={`mailto:${contactEmail}`}>{contactEmail}</a>.
          </>
        )
        : "Nothing is free within the hours."}
    </EmptyState>
  );
}

function FreeTimes(props: MoveConsultationProps) {
  const { week, zone, home } = props;
  return (
    // No grid: a row of days is as wide as it is, and scrolls in itself.
    <MoveForm {...props} look="">
      <WeekPicker
        week={week}
        zone={zone}
        hrefFor={(date) => `${home}/move?day=${date}`}
        take="Move to this time"
      />
    </MoveForm>
  );
}

/** The studio knows why: hours, notice and horizon are there for clients who book by themselves. */
function OutsideHours(props: MoveConsultationProps) {
  const whose = props.session === "artist" ? "your" : "the artist's";
  return (
    <section class="day-section" aria-labelledby="outside">
      <h2 id="outside">A time outside {whose} hours</h2>
      <p class="soft">
        You may also choose one that no client is offered: in the evening, on a
        day off, or very soon. Agree on it with {props.clientName}{" "}
        first. It begins at a full quarter of an hour, in{" "}
        {formatZone(props.week.days[0]!.noon, props.zone)}.
      </p>
      <MoveForm {...props}>
        <Field name="date" label="Date" type="date" required />
        <Field name="time" label="Time" type="time" step={900} required />
        <Button>Move there</Button>
      </MoveForm>
    </section>
  );
}
