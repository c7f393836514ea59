import type { ArtistId, PhotoId } from "@/lib/domain/basic/ids.ts";
import type { WireRefusal } from "@/lib/wire/request_refusal.ts";
import type { Artist, Service } from "@/lib/domain/offer/studio.ts";
import type { CarriedFields } from "./HiddenFields.tsx";
import type { BookingWeek } from "./WeekPicker.tsx";

export interface BookingStepsProps {
  readonly chosen: {
    readonly service: Service | null;
    readonly artist: ChosenArtist | null;
    readonly startsAt: number | null;
    readonly zone: string;
    /** The same, or null while it is the studio's because nobody chose one. */
    readonly chosenZone: string | null;
  };
  /** The artist of a link that names no service yet. */
  readonly wanted: ArtistId | null;
  readonly refusal:
    | { readonly refusal: WireRefusal; readonly words: string }
    | null;
  /** The typed values, so that no error loses them. */
  readonly values: ReadonlyMap<string, string>;
  /** The same for the earlier steps, once the form has been submitted; null before. */
  readonly carried: CarriedFields | null;
  /** Makes each page's form distinct, so that it books once. */
  readonly formKey: string;
  /** Photos that are uploaded already and wait for the booking. */
  readonly photos: readonly PhotoId[];
  /** Whether the studio sends text messages to clients who ask for them. */
  readonly smsEnabled: boolean;
  /** Other free times, if the requested one is taken. */
  readonly alternatives: readonly number[];
  readonly services: readonly Service[];
  readonly artists: readonly Artist[];
  readonly week: BookingWeek | null;
  readonly hrefFor: (
    choices: Readonly<Record<string, string | null>>,
  ) => string;
  /** Where the modules of single steps are. */
  readonly scripts: {
    readonly "photo-picker"?: string;
    readonly "zone-link"?: string;
  };
}

/** An artist, or "anyone". */
export interface ChosenArtist {
  readonly id: string;
  readonly name: string;
}
