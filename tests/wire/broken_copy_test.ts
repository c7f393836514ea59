/** A field that differs from the contract does not compile, on the server's side and on the pages'. */
import { expect } from "expect";
import { Refused } from "@/lib/wire/refusal.ts";
import { copyTree } from "@/tests/_support/copy_tree.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const REFUSALS = "lib/http/refusals.ts";
const CLIENT_API = "lib/client/page/api.ts";
const TOKEN_ROUTE = "routes/api/video/consultation/[id]/token.ts";
const VIEWS = "lib/pages/consultation/views.ts";

/** One field of the table under another name, and the files in which that must be an error. */
interface Break {
  /** A file of lib/wire. */
  readonly file: string;
  /** The schema in that file; its first field of that name is renamed. */
  readonly schema: string;
  readonly field: string;
  readonly server: string;
  /** Null: no page of ours reads the field. */
  readonly page: string | null;
}

const BODIES: readonly Break[] = [
  {
    file: "call.ts",
    schema: "TokenBody",
    field: "tab",
    server: TOKEN_ROUTE,
    page: CLIENT_API,
  },
  {
    file: "consultation.ts",
    schema: "EntryBody",
    field: "secret",
    server: "routes/api/entry/[id].ts",
    page: CLIENT_API,
  },
  {
    file: "staff.ts",
    schema: "SignIn",
    field: "secret",
    server: "routes/api/sign-in/link.ts",
    page: "lib/client/page/sign_in.ts",
  },
  {
    file: "waiting_room.ts",
    schema: "HeartbeatBody",
    field: "event",
    server: "routes/api/video/consultation/[id]/waiting-status.ts",
    page: CLIENT_API,
  },
  {
    file: "recording.ts",
    schema: "RecordingChange",
    field: "textVersion",
    server: "routes/api/video/consultation/[id]/recording.ts",
    page: "lib/client/recording/recording_hook.ts",
  },
  {
    file: "consultation_changes.ts",
    schema: "Cancel",
    field: "word",
    server: "routes/api/appointments/[id]/cancel.ts",
    page: "components/consultation/CancelConsultation.tsx",
  },
  {
    file: "consultation_changes.ts",
    schema: "Decline",
    field: "reason",
    server: "routes/api/appointments/[id]/decline.ts",
    page: "components/consultation/AnswerRequest.tsx",
  },
  ...["at", "date", "time"].map((field) => ({
    file: "consultation_changes.ts",
    schema: "Reschedule",
    field,
    server: "routes/api/appointments/[id]/reschedule.ts",
    page: "components/consultation/MoveConsultation.tsx",
  })),
];

const ANSWERS: readonly Break[] = [
  {
    file: "call.ts",
    schema: "Token",
    field: "wsServer",
    server: TOKEN_ROUTE,
    page: "lib/client/call/connect_options.ts",
  },
  {
    file: "booking.ts",
    schema: "StagedPhoto",
    field: "id",
    server: "routes/api/booking/photos/index.ts",
    page: "lib/client/booking/photo_uploads.ts",
  },
  {
    file: "consultation.ts",
    schema: "session",
    field: "endsAt",
    server: VIEWS,
    // After a change a page loads anew or receives a snapshot.
    page: null,
  },
  {
    file: "consultation.ts",
    schema: "ConsultationRecord",
    field: "serviceName",
    server: VIEWS,
    // For an admin's own programs.
    page: null,
  },
  {
    file: "waiting_room.ts",
    schema: "WaitingRoomSnapshot",
    field: "holder",
    server: "routes/api/video/consultation/[id]/waiting-status.ts",
    page: "lib/client/waiting/tab_lease.ts",
  },
  {
    file: "staff.ts",
    schema: "DayEntry",
    field: "clientName",
    server: "lib/pages/consultation/artist_day.ts",
    page: "islands/ArtistDay.tsx",
  },
  {
    file: "staff.ts",
    schema: "STAFF",
    field: "home",
    server: "routes/api/sign-in/link.ts",
    page: "lib/client/page/sign_in.ts",
  },
  {
    file: "recording.ts",
    schema: "RecordingNow",
    field: "consents",
    server: "lib/pages/recording/recording_view.ts",
    page: "lib/client/recording/recording.ts",
  },
  {
    file: "system.ts",
    schema: "SYSTEM",
    field: "ok",
    server: "routes/api/health.ts",
    // For monitoring.
    page: null,
  },
];

Deno.test("a field of any body or answer under another name breaks the server that has it and the page that uses it", async () => {
  await withCopy(async (copy) => {
    expect(await errorsIn(copy, EVERYTHING)).toEqual([]);
    const breaks = [...BODIES, ...ANSWERS];
    for (const one of breaks) await breakField(copy, one);
    const errors = await errorsIn(copy, EVERYTHING);
    const unnoticed = breaks.flatMap(({ schema, field, server, page }) =>
      [server, ...(page === null ? [] : [page])]
        .filter((file) => !hasError(errors, { file, field }))
        .map((file) => `${schema}.${field} in ${file}`)
    );
    expect(unnoticed).toEqual([]);
  });
});

/** The facts that pages of ours read; the rest is for other programs, and for forms. */
const READ = ["code", "message", "opensAt", "closesAt", "now"];

Deno.test("a field of a refusal under another name breaks the server, and the page if it reads it", async () => {
  await withCopy(async (copy) => {
    // An object's first unknown field hides the others, so one at a time.
    for (const field of Object.keys(Refused.entries.error.entries)) {
      const broken = { file: "refusal.ts", schema: "Refused", field };
      const restore = await breakField(copy, broken);
      const errors = await errorsIn(copy, [REFUSALS, CLIENT_API]);
      expect([field, hasError(errors, { file: REFUSALS, field })])
        .toEqual([field, true]);
      const onPage = hasError(errors, { file: CLIENT_API, field });
      const isRead = [...READ, "retryAfterSeconds"].includes(field);
      expect([field, onPage]).toEqual([field, isRead]);
      await restore();
    }
  });
});

Deno.test("a field that the table does not have does not compile in a route", async () => {
  await withCopy(async (copy) => {
    await edit(
      `${copy}/${TOKEN_ROUTE}`,
      (text) => text.replace(/expiresAt: /, "clientEmail: '', expiresAt: "),
    );
    const errors = await errorsIn(copy, [TOKEN_ROUTE]);
    expect(hasError(errors, { file: TOKEN_ROUTE, field: "clientEmail" }))
      .toBe(true);
  });
});

const EVERYTHING = [
  "routes/api",
  "routes/admin",
  "components",
  "islands",
  "lib/client",
];

async function withCopy(run: (copy: string) => Promise<void>) {
  const copy = await Deno.makeTempDir({ prefix: "visavis-contract-" });
  try {
    await copyProject(copy);
    await run(copy);
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
}

/** The sources, and a configuration that finds the packages where `deno install` has put them. */
async function copyProject(to: string) {
  for (const folder of ["lib", "routes", "components", "islands", "gallery"]) {
    await copyTree(`${ROOT}${folder}`, `${to}/${folder}`);
  }
  await Deno.copyFile(`${ROOT}deno.lock`, `${to}/deno.lock`);
  const config = JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`));
  await Deno.writeTextFile(
    `${to}/deno.json`,
    JSON.stringify({ ...config, nodeModulesDir: "none" }),
  );
}

/** Renames the field in the copy, and returns the undo. */
async function breakField(
  copy: string,
  { file, schema, field }: Pick<Break, "file" | "schema" | "field">,
) {
  const pattern = new RegExp(
    `(const ${schema} = [^]*?[{\\s])${field}(: |,)`,
  );
  return await edit(
    `${copy}/lib/wire/${file}`,
    (text) =>
      text.replace(
        pattern,
        (_, before, after) =>
          `${before}${field}Renamed: ${after === "," ? `${field},` : ""}`,
      ),
  );
}

async function edit(path: string, change: (text: string) => string) {
  const before = await Deno.readTextFile(path);
  const after = change(before);
  if (after === before) throw new Error(`Nothing to rename in ${path}`);
  await Deno.writeTextFile(path, after);
  return () => Deno.writeTextFile(path, before);
}

interface CompileError {
  readonly text: string;
  /** Where it is, and the files that it refers to. */
  readonly files: readonly string[];
}

function hasError(
  errors: readonly CompileError[],
  { file, field }: { readonly file: string; readonly field: string },
): boolean {
  const named = new RegExp(`\\b${field}(Renamed)?\\b`);
  return errors.some(({ text, files }) =>
    files.includes(file) && named.test(text)
  );
}

async function errorsIn(
  folder: string,
  entries: readonly string[],
): Promise<readonly CompileError[]> {
  const { stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["check", ...entries],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  const output = new TextDecoder().decode(stderr);
  const errors = output.split(/^(?=TS\d+ \[ERROR\])/m)
    .filter((text) => text.startsWith("TS"))
    .map((text) => ({ text, files: filesOf(text, folder) }));
  if (!success && errors.length === 0) throw new Error(output);
  return errors;
}

function filesOf(text: string, folder: string): string[] {
  return [...text.matchAll(/at file:\/\/(\S+?):\d+:\d+/g)]
    .map(([, path]) => decodeURI(path!))
    .map((path) => path.slice(path.indexOf(folder) + folder.length + 1));
}
