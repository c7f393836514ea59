import { look as words } from "@/words/exchange/look.ts";

/** Where a look sheet comes from: what is read years later. */
export interface LookOrigin {
  /** Full name. */
  readonly artist: string;
  readonly studio: string;
  readonly service: string;
  /** The consultation's time, in words. */
  readonly when: string;
}

export function LookAbout(
  { artist, studio, service, when, class: name }: LookOrigin & {
    readonly class: string;
  },
) {
  return (
    <p class={name}>
      {words.page.from({ artist, studio })}
      <br />
      {service}
      <br />
      {when}
    </p>
  );
}
