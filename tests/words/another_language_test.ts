/** A language is a copy of `lib/words/en` with the same shape: held by the compiler, which this runs. */
import { expect } from "expect";

const ROOT = new URL("../../", import.meta.url);

/** The copies, each with the change that a translator could make by mistake, and what the compiler says to it. */
const MISTAKES = [
  {
    file: "texts.ts",
    from: 'yourArtist: "your artist",',
    to: "",
    says: "Property 'yourArtist' is missing",
  },
  {
    file: "mails.ts",
    from: 'stop: "Stop reminders",',
    to: 'stop: "Stop reminders", stopp: "Stop reminders",',
    says: "'stopp' does not exist",
  },
  {
    file: "calendar.ts",
    from: '"A video consultation."',
    to: "45",
    says: "Type 'number' is not assignable to type 'string'",
  },
  {
    file: "staff_mails.ts",
    from:
      "({ studio }: { readonly studio: string }) =>\n      `Sign in to ${studio}`",
    to:
      "({ salon }: { readonly salon: string }) =>\n      `Sign in to ${salon}`",
    says: "Property 'salon' is missing",
  },
];

Deno.test("a language whose sentences have other keys, types or parameters than the English ones does not compile, and names each mistake", async () => {
  const folder = await Deno.makeTempDir({ prefix: "visavis-words-" });
  try {
    await copyOfEnglish(`${folder}/whole`, { mistakes: [] });
    await copyOfEnglish(`${folder}/broken`, { mistakes: MISTAKES });
    const whole = await check(folder, "whole");
    expect(whole).toEqual({ success: true, errors: expect.any(String) });
    const broken = await check(folder, "broken");
    expect(broken.success).toBe(false);
    for (const { says: mediaPreferences } of MISTAKES) {
      expect(broken.errors).toContain(mediaPreferences);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** As a translator begins: a copy in which each subject is typed by its English one. */
async function copyOfEnglish(
  folder: string,
  { mistakes, english = new URL("lib/words/en/", ROOT) }: {
    readonly mistakes: typeof MISTAKES;
    readonly english?: URL;
  },
): Promise<void> {
  await Deno.mkdir(folder);
  for await (const { name, isDirectory } of Deno.readDir(english)) {
    if (isDirectory) {
      await copyOfEnglish(`${folder}/${name}`, {
        mistakes: [],
        english: new URL(`${name}/`, english),
      });
      continue;
    }
    let text = await Deno.readTextFile(new URL(name, english));
    for (const { file, from, to } of mistakes) {
      if (file !== name) continue;
      expect([file, text.includes(from)]).toEqual([file, true]);
      text = text.replace(from, to);
    }
    await Deno.writeTextFile(`${folder}/${name}`, typed(name, text));
  }
}

function typed(name: string, text: string): string {
  const types = text.replace(
    /^export const (\w+) = \{$/gm,
    (_, subject: string) => {
      const type = name === "mod.ts" ? "Words" : `Words["${subject}"]`;
      return `export const ${subject}: ${type} = {`;
    },
  ).replace(/^\} satisfies .*;$/m, "};");
  return types === text
    ? text
    : 'import type { Words } from "@/lib/words/mod.ts";\n' + types;
}

async function check(folder: string, language: string) {
  const config = `${folder}/deno.json`;
  const app = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", ROOT)),
  );
  await Deno.writeTextFile(
    config,
    JSON.stringify({
      imports: { "@/": ROOT.href },
      compilerOptions: { strict: true, lib: app.compilerOptions.lib },
    }),
  );
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "check",
      "--no-lock",
      "--config",
      config,
      `${folder}/${language}/mod.ts`,
    ],
    env: { NO_COLOR: "1" },
  }).output();
  return { success, errors: new TextDecoder().decode(stderr) };
}
