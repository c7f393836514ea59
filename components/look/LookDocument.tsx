import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { look as words } from "@/words/exchange/look.ts";
import { type LookPhoto, LookPhotos } from "./AfterCall.tsx";
import { LookAbout, type LookOrigin } from "./LookAbout.tsx";
import { LookSteps } from "./LookSteps.tsx";

export interface LookDocumentProps extends LookOrigin {
  /** BCP 47. */
  readonly lang: string;
  readonly sheet: LookSheetAnswer;
  /** With `data:` addresses: the file loads nothing. */
  readonly photos: readonly LookPhoto[];
  /** Whether there are more on the page than fit into a file. */
  readonly more?: boolean | undefined;
}

/** The look sheet as one file that needs no network: a page to read on a phone, and to print. */
export function LookDocument(
  { lang, artist, studio, service, when, sheet, photos, more }:
    LookDocumentProps,
) {
  const title = sheet.head.title || words.title;
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}, ${words.page.from({ artist, studio })}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{words.title}</h1>
        <LookAbout {...{ artist, studio, service, when }} class="soft" />
        <LookSteps sheet={sheet} />
        <LookPhotos photos={photos} />
        {more && <p class="soft">{words.page.morePhotos}</p>}
      </body>
    </html>
  );
}

/** Free of `<`, `&` and quotes, so that it needs no escaping. */
const STYLE = `:root{color-scheme:light dark}
body{max-width:36rem;margin:2rem auto;padding:0 1.25rem;font:1rem/1.55 Georgia,serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;font-weight:400;margin:0 0 .5rem}
h3{font-size:1.15rem;font-weight:400;margin:0}
p{margin:.35rem 0}
dl{margin:.35rem 0}dt{opacity:.7;font-size:.9rem}dd{margin:0 0 .35rem}
.soft{opacity:.75}.user-text{white-space:pre-line}.look__title{font-size:1.3rem}
.look__steps{padding-left:1.5rem}.look__step{margin:0 0 1.25rem;break-inside:avoid}
.look__photos{list-style:none;padding:0}img{max-width:100%;height:auto}
@media print{body{margin:0;max-width:none}}`;
