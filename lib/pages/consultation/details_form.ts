import type { Context } from "fresh";
import type { ChangeDetailsProps } from "@/lib/wire/own_request.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ClientDetails } from "@/lib/domain/consultation/client_details.ts";
import { fieldOf, readIntake } from "@/lib/domain/offer/intake.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { IntakeQuestion } from "@/lib/domain/offer/studio.ts";
import type { Refusal } from "@/lib/http/refusal.ts";
import { wordsFor } from "@/lib/http/refusals.ts";
import type { State } from "@/lib/http/state.ts";
import { readNoteAndPhone } from "@/lib/pages/booking/booking_form.ts";
import { questionsOf } from "@/lib/usecases/consultation/change_details.ts";
import { bookingErrors as words } from "@/words/booking_errors.ts";
import { artistNameOf, type OpenRequest } from "./own_request.ts";

/** The details as typed, or the error of each field. */
export function readClientDetails(
  fields: URLSearchParams,
  { questions, texts, phone }: {
    readonly questions: readonly IntakeQuestion[];
    /** Whether the form asks about text messages at all. */
    readonly texts: boolean;
    /** The number so far, which a form that does not ask leaves alone. */
    readonly phone: string | null;
  },
): Outcome<ClientDetails> {
  const errors: Record<string, string> = {};
  const typed = readNoteAndPhone(fields, { texts, errors });
  const intake = readIntake(fields, { questions, words });
  if (!intake.ok || Object.keys(errors).length > 0) {
    return refuse("invalid_input", {
      fields: { ...errors, ...(intake.ok ? {} : intake.facts.fields) },
    });
  }
  return {
    ok: true,
    value: {
      note: typed.note,
      phone: texts ? typed.phone : phone,
      intake: intake.value,
    },
  };
}

/** The form with what is stored, or with what was typed and why it was not saved. */
export async function detailsPage(
  ctx: Context<State>,
  { consultation, home }: Pick<OpenRequest, "consultation" | "home">,
  sent: { readonly fields: URLSearchParams; readonly refusal: Refusal } | null =
    null,
): Promise<ChangeDetailsProps> {
  const { deps } = ctx.state.services;
  const questions = await questionsOf(deps, consultation);
  return {
    home,
    artistName: await artistNameOf(ctx, consultation),
    serviceName: consultation.serviceName,
    questions,
    values: sent === null
      ? storedValues(consultation, questions)
      : new Map(sent.fields),
    errors: sent?.refusal.facts.fields ?? {},
    smsEnabled: deps.smsSender !== null,
    refused: sent && wordsFor(sent.refusal),
    answered: consultation.state !== "requested",
  };
}

function storedValues(
  { client, intake }: Consultation,
  questions: readonly IntakeQuestion[],
): ReadonlyMap<string, string> {
  const answerTo = ({ label }: IntakeQuestion) =>
    intake.find((one) => one.label === label)?.answer ?? "";
  return new Map([
    ["note", client.note],
    ["phone", client.phone ?? ""],
    ["texts", client.phone === null ? "" : "yes"],
    ...questions.map((one) => [fieldOf(one), answerTo(one)] as const),
  ]);
}
