import type { Mail } from "@/lib/ports/mod.ts";
import {
  type Block,
  button,
  facts,
  heading,
  type MailContent,
  type MailOptions,
  paragraph,
  quote,
  type SentPhotos,
} from "@/lib/adapters/mail/mail_content.ts";
import { greetingName, lines } from "@/lib/adapters/mail/people_text.ts";
import { LOOK_LIMITS } from "@/lib/domain/look/limits.ts";
import type { ReadLook } from "@/lib/domain/look/sent_look.ts";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";
import type { Words } from "@/lib/words/mod.ts";

const NO_PHOTOS: SentPhotos = { files: [], more: 0 };

/** To the client: the whole sheet, so that it can be read without the page. */
export function lookSheet(
  { consultation, look, secret }: Extract<Mail, { kind: "look_sheet" }>,
  { baseUrl, words, photos }: MailOptions,
): MailContent {
  const { id, artistName: artist, serviceName: service, client } = consultation;
  const { lookSheet: text, greeting } = words.mails;
  const summary = lines(look.summary, LOOK_LIMITS.summary);
  const title = oneLine(look.title, LOOK_LIMITS.title);
  const opening = [title, summary].filter((part) => part !== "").join("\n");
  const isWritten = opening !== "" || look.steps.length > 0;
  const { files, more } = photos ?? NO_PHOTOS;
  return {
    subject: text.subject({ artist }),
    preview: title || text.preview({ service, artist }),
    heading: text.heading,
    blocks: [
      paragraph(greeting({ name: greetingName(client.name) })),
      paragraph(
        isWritten
          ? text.wrote({ artist })
          : text.chose({ artist, photos: files.length + more }),
      ),
      ...(opening === "" ? [] : [quote(opening)]),
      ...look.steps.flatMap((step, i) => stepBlocks(step, i + 1, words)),
      ...photoBlocks({ files, more }, words),
      paragraph(text.page),
      button(text.openPage, `${baseUrl}/c/${id}#${secret}`),
    ],
  };
}

function photoBlocks(
  { files, more }: SentPhotos,
  { mails: { lookSheet: text } }: Words,
): Block[] {
  const others = files.length > 0;
  return [
    ...(others ? [paragraph(text.attached({ photos: files.length }))] : []),
    ...(more > 0 ? [paragraph(text.onPage({ photos: more, others }))] : []),
  ];
}

function stepBlocks(
  { area, text, ...step }: ReadLook["steps"][number],
  number: number,
  { mails, look }: Words,
): Block[] {
  const what = lines(text, LOOK_LIMITS.text);
  const rows = [
    [look.labels.product, oneLine(step.product, LOOK_LIMITS.product)],
    [look.labels.shade, oneLine(step.shade, LOOK_LIMITS.shade)],
    [look.labels.note, lines(step.note, LOOK_LIMITS.note)],
  ] as const;
  return [
    heading(mails.lookSheet.step({ number, area: look.areas[area] })),
    ...(what === "" ? [] : [quote(what)]),
    ...(rows.some(([, value]) => value !== "") ? [facts(rows)] : []),
  ];
}
