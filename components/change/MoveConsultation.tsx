import type { ComponentChildren } from "preact";
import type { BookingWeek } from "@/components/booking/BookingTimes.tsx";
import { Button } from "@/components/Button.tsx";
import { ChoiceCards } from "@/components/ChoiceCards.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { SlotPicker } from "@/components/SlotPicker.tsx";
import { iso } from "@/lib/domain/instant.ts";
import {
  formatDay,
  formatMoment,
  formatTime,
  formatZone,
} from "@/lib/time/format.ts";
import type { ChangePageProps } from "./change_page_props.ts";

export interface MoveConsultationProps extends ChangePageProps {
  readonly week: BookingWeek;
  /** Free times near one that was refused. */
  readonly near: readonly number[];
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
      <FreeTimes {...props} />
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

function FreeTimes(props: MoveConsultationProps) {
  const { week, zone, home } = props;
  const day = week.days.find((one) => one.date === week.current) ??
    week.days[0]!;
  const words = (noon: number) => formatDay(noon, zone).split(" ");
  const hrefFor = (date: string) => `${home}/move?day=${date}`;
  return (
    // No grid: a row of days is as wide as it is, and scrolls in itself.
    <MoveForm {...props} look="">
      <SlotPicker
        name="at"
        days={week.days.map((one) => ({
          name: words(one.noon)[0]!.slice(0, 3),
          number: words(one.noon)[1]!,
          full: formatDay(one.noon, zone),
          current: one === day,
          href: one.groups.length > 0 ? hrefFor(one.date) : undefined,
        }))}
        more={
          <>
            {week.earlier && <a href={hrefFor(week.earlier)}>Earlier days</a>}
            {week.later && <a href={hrefFor(week.later)}>Later days</a>}
          </>
        }
        dayTitle={formatDay(day.noon, zone)}
        zone={<>Times are in {formatZone(day.noon, zone)}.</>}
        groups={day.groups.map((group) => ({
          title: group.title,
          times: group.times.map((at) => ({
            value: iso(at),
            label: formatTime(at, zone),
          })),
        }))}
        none={
          <EmptyState title="Nothing is free on this day">
            Choose another day.
          </EmptyState>
        }
      />
      {day.groups.length > 0 && (
        <div class="page-action">
          <Button variant="primary" size="large">Move to this time</Button>
        </div>
      )}
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
