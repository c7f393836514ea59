import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import { artistStatusWords } from "@/lib/client/waiting/artist_status.ts";

/** How the artist is, while the client waits; announced when it changes. */
export function ArtistStatusNote({ page, artist }: {
  readonly page: WaitingPage;
  /** First name. */
  readonly artist: string;
}) {
  return (
    <p role="status" class="artist-status" data-testid="artist-status">
      {artistStatusWords(page, artist)}
    </p>
  );
}
