import type { ComponentChildren } from "preact";
import { PageHeading } from "@/components/PageHeading.tsx";
import type { HoursDraft } from "@/lib/domain/hours_draft.ts";
import {
  BookingsOutside,
  type BookingsOutsideProps,
} from "./BookingsOutside.tsx";
import { FormNotices, type FormNoticesProps } from "./FormNotices.tsx";
import { HoursForm } from "./HoursForm.tsx";
import { hoursFacts } from "./stored_facts.ts";

export interface HoursPageProps {
  readonly zone: string;
  readonly action: string;
  readonly form: {
    readonly draft: HoursDraft;
    readonly versionstamp: string;
    readonly said: FormNoticesProps["said"];
    readonly stored: HoursDraft | null;
  };
  readonly outside: BookingsOutsideProps["bookings"];
  readonly over?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** An artist's hours; the children are the heading. */
export function HoursPage(
  { zone, action, form, outside, over, children }: HoursPageProps,
) {
  return (
    <>
      <PageHeading over={over} lede={`Times are in ${zone}.`}>
        {children}
      </PageHeading>
      <FormNotices
        said={form.said}
        href={action}
        stored={form.stored ? hoursFacts(form.stored) : []}
      />
      <BookingsOutside bookings={outside} />
      <HoursForm
        action={action}
        draft={form.draft}
        versionstamp={form.versionstamp}
        wrong={form.said.kind === "refused" ? form.said.fields : {}}
      />
    </>
  );
}
