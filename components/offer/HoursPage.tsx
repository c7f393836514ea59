import type { ComponentChildren } from "preact";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import type { HoursDraft } from "@/lib/domain/offer/hours_draft.ts";
import {
  BookingsOutsideHours,
  type BookingsOutsideHoursProps,
} from "./BookingsOutsideHours.tsx";
import { FormNotices, type FormNoticesProps } from "./FormNotices.tsx";
import { HoursForm, type HoursFormProps } from "./HoursForm.tsx";
import { hoursValues } from "./stored_values.ts";

export interface HoursPageProps {
  readonly zone: string;
  readonly action: string;
  readonly form:
    & FormNoticesProps<HoursDraft>["form"]
    & Pick<HoursFormProps, "draft" | "versionstamp">;
  readonly outside: BookingsOutsideHoursProps["bookings"];
  readonly overline?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** An artist's hours; the children are the heading. */
export function HoursPage(
  { zone, action, form, outside, overline: over, children }: HoursPageProps,
) {
  return (
    <>
      <PageHeading over={over} lede={`Times are in ${zone}.`}>
        {children}
      </PageHeading>
      <FormNotices form={form} href={action} values={hoursValues} />
      <BookingsOutsideHours bookings={outside} />
      <HoursForm {...form} action={action} />
    </>
  );
}
