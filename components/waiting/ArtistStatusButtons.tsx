import { useSignal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { dueAt, LATE_MINUTES } from "@/lib/domain/call/artist_status.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import type { BodyOf } from "@/lib/wire/endpoints.ts";
import { artistStatusWords } from "@/lib/client/waiting/artist_status.ts";
import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";

const SAY = "POST /api/video/consultation/:id/artist-status";
type Said = BodyOf<typeof SAY>;

/** Earlier, nobody waits who would read it. */
const FROM = 2 * HOUR;

export interface ArtistStatusButtonsProps {
  readonly page: WaitingPage;
  /** First names. */
  readonly artist: string;
  readonly client: string;
}

/** One tap tells the client how the artist is; the same tap again takes it back. */
export function ArtistStatusButtons(props: ArtistStatusButtonsProps) {
  const { page, artist, client } = props;
  const trouble = useSignal<string | null>(null);
  const startsAt = Date.parse(page.snapshot.startsAt);
  if (page.now < startsAt - FROM) return null;
  const status = page.snapshot.artistStatus;
  const say = async (body: Said) => {
    const answer = await page.callPage?.api.ask(SAY, { body });
    trouble.value = answer?.ok === false ? answer.message : null;
  };
  const own = status?.is === "busy" ? null : artistStatusWords(page, artist);
  const choice = (said: Said, { words, pressed }: {
    readonly words: string;
    readonly pressed: boolean;
  }) => (
    <Button
      key={said.status === "late" ? said.minutes : said.status}
      type="button"
      size="small"
      aria-pressed={pressed}
      disabled={!page.callPage}
      onClick={() => void say(pressed ? { status: "none" } : said)}
    >
      {words}
    </Button>
  );
  return (
    <div
      class="artist-status__choices"
      role="group"
      aria-labelledby="artist-status"
    >
      <p id="artist-status">Tell {client}:</p>
      {choice({ status: "getting_ready" }, {
        words: "Getting ready",
        pressed: status?.is === "getting_ready",
      })}
      {LATE_MINUTES.map((minutes) => {
        const said = status?.is === "late" && status.minutes === minutes
          ? status
          : null;
        const due = dueAt(minutes, { saidAt: page.now, startsAt });
        // Nobody may come any more; what was said can still be taken back.
        if (!said && due > Date.parse(page.snapshot.closesAt)) return null;
        // Counted from now once the start has passed.
        const fromNow = said ? said.due !== undefined : page.now > startsAt;
        return choice({ status: "late", minutes }, {
          words: fromNow ? `In ${minutes} min` : `${minutes} min late`,
          pressed: said !== null,
        });
      })}
      <p role="status" class="soft">
        {own && `${client} reads: “${own}”`}
      </p>
      {trouble.value && <Notice tone="error">{trouble.value}</Notice>}
    </div>
  );
}
