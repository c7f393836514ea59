import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { ConfirmedForm } from "@/components/ui/ConfirmedForm.tsx";
import { formOf } from "@/lib/client/page/endpoint_form.ts";
import { urlOf } from "@/lib/client/page/endpoint_url.ts";
import type { StillsAnswer, StillsBody } from "@/lib/wire/wire.ts";
import { stills as words } from "@/words/exchange/stills.ts";

export interface KeptStillsProps {
  readonly id: string;
  readonly viewer: "client" | "artist";
  readonly stills: StillsAnswer["stills"];
  /** Whether the artist may still choose pictures for the look sheet. */
  readonly choosable?: boolean;
  /** Where a picture's file is, by its photo's id; the product's own endpoint by default. */
  readonly fileUrl?: (photo: string) => string;
}

/** The pictures after the end, for both of its people. Empty if there are none. */
export function KeptStills(props: KeptStillsProps) {
  const { viewer, stills } = props;
  if (stills.length === 0) return null;
  const isClient = viewer === "client";
  return (
    <section class="day-section stack" aria-labelledby="stills">
      <h2 id="stills">{isClient ? words.kept.title : "Pictures"}</h2>
      {isClient && <p>{words.kept.text} {isMixed(stills) && words.kept.own}</p>}
      <ul class="still-list">
        {stills.map((still, i) => (
          <Kept key={still.photo} {...props} still={still} number={i + 1} />
        ))}
      </ul>
    </section>
  );
}

interface KeptProps extends Omit<KeptStillsProps, "stills"> {
  readonly still: StillsAnswer["stills"][number];
  /** As its reader counts it. */
  readonly number: number;
}

function Kept(props: KeptProps) {
  const { id, viewer, still, number, fileUrl = urlFor(id, viewer) } = props;
  const isClient = viewer === "client";
  const src = fileUrl(still.photo);
  const name = isClient
    ? words.kept.one({ number })
    : `Picture ${number} from the client`;
  return (
    <li class="still-list__one">
      <a class="still-list__open" href={src} target="_blank" rel="noopener">
        <img src={src} alt={name} loading="lazy" />
      </a>
      <div class="stack">
        <p>{still.width} × {still.height}</p>
        <LinkButton href={src} size="small" download={`picture-${number}`}>
          {isClient
            ? words.kept.download({ number })
            : `Download picture ${number}`}
        </LinkButton>
        {isClient && still.removable && <Remove {...props} />}
        {!isClient && props.choosable && <Choose {...props} />}
      </div>
    </li>
  );
}

/** Whether only some of them can be deleted. */
function isMixed(stills: StillsAnswer["stills"]): boolean {
  return new Set(stills.map(({ removable }) => removable)).size > 1;
}

function Remove({ id, viewer, still, number }: KeptProps) {
  return (
    <ConfirmedForm
      action={change(id, viewer).action}
      fields={{ action: "remove", still: still.id } satisfies StillsBody}
      ask={words.remove.askKept({ number })}
      confirm={words.remove.confirm}
    >
      {words.remove.warning}
    </ConfirmedForm>
  );
}

/** Onto the look sheet, or off it again. The page that follows knows that the sheet has changed. */
function Choose({ id, viewer, still, number }: KeptProps) {
  const { method, action, hidden } = change(id, viewer);
  const { approved } = still;
  return (
    <>
      {approved && <p>On the look sheet.</p>}
      <form method={method} action={action}>
        <input {...hidden("action", "approve")} />
        <input {...hidden("still", still.id)} />
        <input {...hidden("approved", approved ? "false" : "true")} />
        <Button size="small">
          {approved
            ? `Take picture ${number} off the look sheet`
            : `Put picture ${number} on the look sheet`}
        </Button>
      </form>
    </>
  );
}

function change(id: string, viewer: KeptStillsProps["viewer"]) {
  return formOf("POST /api/consultations/:id/stills", {
    params: { id },
    query: { session: viewer },
  });
}

function urlFor(id: string, viewer: KeptStillsProps["viewer"]) {
  return (photo: string) =>
    urlOf("GET /api/consultations/:id/photos/:photo", { id, photo }, {
      query: { session: viewer },
    });
}
