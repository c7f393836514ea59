import { formOf } from "@/lib/client/page/endpoint_form.ts";
import { ConfirmedForm } from "@/components/ui/ConfirmedForm.tsx";

/** For the artist and the admin, once it is over. */
export function EraseConsultation({ id, session }: {
  readonly id: string;
  readonly session: "artist" | "admin";
}) {
  const { action } = formOf("POST /api/appointments/:id/erase", {
    params: { id },
    query: { session },
  });
  return (
    <section class="day-section stack" aria-labelledby="erase">
      <h2 id="erase">Delete client data</h2>
      <ConfirmedForm
        action={action}
        ask="Delete client data…"
        confirm="Delete permanently"
      >
        This removes the client's name, contact details, note, answers and
        pictures, and the recording if there is one. Emails about it that are
        still waiting are not sent. The calendar shows "Erased" in its place.
        This can't be undone.
      </ConfirmedForm>
    </section>
  );
}
