import { type ConversionConfig, toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { httpStatusOf, wordsOf } from "@/lib/http/refusals.ts";
import { StagedPhoto } from "@/lib/wire/booking.ts";
import { Token } from "@/lib/wire/call.ts";
import { ConsultationRecord, SessionView } from "@/lib/wire/consultation.ts";
import { Download, RecordingNow } from "@/lib/wire/recording.ts";
import { RefusalName, Refused } from "@/lib/wire/refusal.ts";
import { WIRE_REFUSAL_CODES } from "@/lib/wire/request_refusal.ts";
import { Day } from "@/lib/wire/staff.ts";
import { WaitingRoomSnapshot } from "@/lib/wire/waiting_room.ts";

/** JSON that has a name of its own in the document. */
const NAMED: Readonly<Record<string, GenericSchema>> = {
  Refusal: Refused,
  RefusalCode: RefusalName,
  Session: SessionView,
  ConsultationRecord,
  WaitingRoom: WaitingRoomSnapshot,
  Token,
  Recording: RecordingNow,
  RecordingDownload: Download,
  Day,
  StagedPhoto,
};

export type Json = Readonly<Record<string, unknown>>;

const CONVERSION = {
  target: "draft-2020-12",
  // Checks that only code can do are described in words.
  ignoreActions: ["check", "guard"],
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
} as const satisfies ConversionConfig;

/** The schemas that others refer to by name. */
export function namedSchemas(): Readonly<Record<string, Json>> {
  const schemas = Object.entries(NAMED).map(([name, schema]) => {
    const { [name]: _, ...others } = NAMED;
    return [
      name,
      converted(schema, { typeMode: "output", definitions: others }),
    ] as const;
  });
  return { ...Object.fromEntries(schemas), RefusalCode: refusalCodes() };
}

/** Every code with its status and its words. */
function refusalCodes(): Json {
  return {
    oneOf: WIRE_REFUSAL_CODES.map((code) => ({
      const: code,
      description: `${httpStatusOf(code)}: ${wordsOf(code)}`,
    })),
  };
}

/** What an answer is. */
export function answerSchema(schema: GenericSchema): Json {
  return converted(schema, { typeMode: "output", definitions: NAMED });
}

/** What a body may be, before the server has read it. */
export function bodySchema(schema: GenericSchema): Json {
  return converted(schema, { typeMode: "input", definitions: {} });
}

function converted(
  schema: GenericSchema,
  { typeMode, definitions }: {
    readonly typeMode: "input" | "output";
    readonly definitions: Readonly<Record<string, GenericSchema>>;
  },
): Json {
  const { $schema: _, $defs: __, ...json } = toJsonSchema(schema, {
    ...CONVERSION,
    typeMode,
    definitions: { ...definitions },
  });
  return json;
}
