/** The closed lists of the domain as schemas; a name that the domain lacks does not compile. */
import * as v from "valibot";
import type {
  ConsultationState,
  EndedBy,
  TwilioRoomStatus,
} from "@/lib/domain/consultation/consultation.ts";
import type { WindowPhase } from "@/lib/domain/consultation/join_window.ts";
import type { Party, WaitingRoomStatus } from "@/lib/domain/call/presence.ts";
import type { RecordingStatus } from "@/lib/domain/call/waiting_snapshot.ts";
import { InstantOrNull } from "./basic.ts";

export const StateName = v.picklist(
  [
    "requested",
    "confirmed",
    "live",
    "ended",
    "declined",
    "expired",
    "cancelled",
    "no_show",
    "erased",
  ] satisfies ConsultationState[],
);
export const PartyName = v.picklist(["client", "artist"] satisfies Party[]);
export const CancelledBy = v.picklist(
  ["client", "artist", "admin"] satisfies EndedBy[],
);
export const WindowPhaseName = v.picklist(
  ["early", "open", "closed"] satisfies WindowPhase[],
);
export const RoomStatus = v.picklist(
  ["pending", "in-progress", "completed"] satisfies TwilioRoomStatus[],
);
export const WaitingStatus = v.picklist(
  [
    "empty",
    "client_waiting",
    "artist_waiting",
    "both_present",
  ] satisfies WaitingRoomStatus[],
);

export const RecordingStatusName = v.picklist(
  ["unavailable", "off", "asked", "on"] satisfies RecordingStatus[],
);

/** One person's presence in the waiting room, as the other may see it. */
export const PlaceInRoom = v.strictObject({
  here: v.boolean(),
  since: InstantOrNull,
});
