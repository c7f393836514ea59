/** What the server passes to the pages of a client's own request. */
import type { IntakeAnswer } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import type { IntakeQuestion } from "@/lib/domain/offer/studio.ts";

/** What became of the request; only an open one can be changed. */
export type RequestOutcome =
  | { readonly is: "open"; readonly heldUntil: string }
  | { readonly is: "declined"; readonly reason: string }
  | { readonly is: "expired" }
  | { readonly is: "withdrawn" };

export interface OwnRequestProps {
  readonly outcome: RequestOutcome;
  readonly artistName: string;
  readonly serviceName: string;
  readonly when: string;
  readonly submission: {
    readonly id: ConsultationId;
    readonly note: string;
    readonly intake: readonly IntakeAnswer[];
    readonly photos: readonly PhotoId[];
  };
  readonly phone: string | null;
  /** The details have just been changed. */
  readonly changed: boolean;
  /** Why something was not done, in words. */
  readonly refused: string | null;
  /** The booking page, with the same service and artist; and whom to write to. */
  readonly waysOn: {
    readonly bookAgain: string;
    readonly contactEmail: string;
  };
}

export interface ChangeDetailsProps {
  readonly home: string;
  readonly artistName: string;
  readonly serviceName: string;
  readonly questions: readonly IntakeQuestion[];
  /** By field name: what is stored, or what was typed. */
  readonly values: ReadonlyMap<string, string>;
  readonly errors: Readonly<Record<string, string>>;
  readonly smsEnabled: boolean;
  /** Why nothing was saved, in words. */
  readonly refused: string | null;
  /** Somebody has answered: what was typed stays on the page, but cannot be saved. */
  readonly answered: boolean;
}
