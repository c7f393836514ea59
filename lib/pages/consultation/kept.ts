import { firstName } from "@/lib/domain/basic/first_name.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { SavedRecordingStatus } from "@/lib/domain/recording/saved_recording.ts";
import { type KeptDay, keptMessages } from "@/lib/pages/chat/kept_messages.ts";
import { lookView } from "@/lib/pages/look/look_view.ts";
import { shownStills } from "@/lib/pages/stills/stills_view.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { savedRecording } from "@/lib/usecases/recording/saved_recording.ts";
import type { LookSheetAnswer, StillsAnswer } from "@/lib/wire/wire.ts";

/** What is kept of a consultation beside its record. */
export interface Kept {
  readonly messages: readonly KeptDay[];
  readonly stills: StillsAnswer["stills"];
  /** Null before the end. */
  readonly look: LookSheetAnswer | null;
  readonly recording: SavedRecordingStatus;
}

/** What is kept, for a page whose reader was admitted. Reads everything at one moment: a slow store is waited for once. */
export async function keptOf(
  deps: Deps,
  consultation: Consultation,
  { role, zone, writers }: {
    readonly role: Actor["role"];
    readonly zone: string;
    /** Who wrote the messages, as the reader calls them. */
    readonly writers: { readonly client?: string; readonly artist: string };
  },
): Promise<Kept> {
  const { id, client, state } = consultation;
  const names = { client: firstName(client.name), ...writers };
  const [messages, stills, look, recording] = await Promise.all([
    keptMessages(deps, id, { zone, names }),
    deps.stills.of(id),
    state === "ended" ? deps.lookSheets.read(id) : null,
    savedRecording(deps, { role, consultation }),
  ]);
  return {
    messages,
    stills: shownStills(stills),
    look: look && lookView({ ...look, consultation }, deps.clock.now()),
    recording,
  };
}
