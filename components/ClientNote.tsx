/** What the client wrote when they booked, for the artist. */
export function ClientNote({ note }: { note: string }) {
  return (
    <section class="stack">
      <h2>Their note</h2>
      <p class={note ? undefined : "soft"}>
        {note || "They left no note."}
      </p>
    </section>
  );
}
