import { ConfirmedForm } from "./ConfirmedForm.tsx";

/** For the artist and the admin, once it is over. */
export function EraseConsultation({ id, session }: {
  readonly id: string;
  readonly session: "artist" | "admin";
}) {
  return (
    <section class="day-section stack" aria-labelledby="erase">
      <h2 id="erase">Forget this consultation</h2>
      <ConfirmedForm
        action={`/api/appointments/${id}/erase?session=${session}`}
        ask="Erase it…"
        confirm="Erase it for good"
      >
        The client's name, address and words are removed, and the recording if
        there is one. Mails about it that are not sent yet are not sent. In the
        diary, "Erased" stays in its place. This cannot be undone.
      </ConfirmedForm>
    </section>
  );
}
