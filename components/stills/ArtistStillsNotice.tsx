import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CallBanner } from "@/components/call/CallBanner.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { refusedRequestOf } from "@/lib/client/stills/open_request.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";

/** While the drawer is closed: a picture has come, or was refused. Opening the drawer has it read. */
export function ArtistStillsNotice({ stills, client, open, since }: {
  readonly stills: StillsPage;
  readonly client: string;
  readonly open: Signal<boolean>;
  /** What came before is no news: ISO 8601, by the server's clock. */
  readonly since: string;
}) {
  const now = stills.now.value;
  /** The ids of the events that are no news; null before the first list. */
  const seen = useSignal<readonly string[] | null>(null);
  const before = seen.value ?? (now === null ? [] : eventsUntil(since, now));
  useEffect(() => {
    if (now !== null) seen.value = open.value ? eventsUntil(null, now) : before;
  }, [open.value, now]);
  if (open.value || now === null) return null;
  const news = events(now).find(({ id }) => !before.includes(id));
  if (news === undefined) return null;
  return (
    <div data-testid="stills-news">
      <CallBanner
        icon="camera"
        action={
          <Button
            type="button"
            size="small"
            onClick={() => open.value = true}
          >
            Look
          </Button>
        }
      >
        {client} {news.words}
      </CallBanner>
    </div>
  );
}

/** What may be news to the artist, the most important first. */
function events(now: StillsAnswer) {
  const refused = refusedRequestOf(now);
  return [
    ...now.stills.map(({ id, takenAt }) => ({
      id,
      at: takenAt,
      words: "sent a picture.",
    })),
    ...refused === null ? [] : [{
      id: `refused ${refused.id}`,
      at: refused.askedAt,
      words: "would rather not send this picture.",
    }],
  ];
}

/** The ids of those until an instant, or of all. */
function eventsUntil(at: string | null, now: StillsAnswer): readonly string[] {
  return events(now)
    .filter((one) => at === null || Date.parse(one.at) <= Date.parse(at))
    .map(({ id }) => id);
}
