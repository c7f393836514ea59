import type { RefObject } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import {
  type AskedStill,
  isSendable,
} from "@/lib/client/stills/open_request.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { StillDrawing } from "./StillDrawing.tsx";
import type { SheetCamera, StillSheetProps } from "./StillSheet.tsx";
import { StillSheetActions } from "./StillSheetActions.tsx";

interface ContentProps extends StillSheetProps {
  readonly camera: SheetCamera;
  readonly asked: AskedStill | null;
  readonly close: () => void;
  readonly title: RefObject<HTMLHeadingElement>;
}

/**
 * The picture comes before the words, and the words scroll: nobody takes one
 * without seeing what the camera sees.
 */
export function StillSheetContent(props: ContentProps) {
  const { stills, artist, asked, close, camera } = props;
  const step = stills.visit.step.value;
  const lastTry = step.is === "ready" ? step.trouble : null;
  // A camera that is off needs other words than one that gave no picture.
  const isKnown = camera.off !== null && lastTry === words.cameraFailed;
  return (
    <div class="still-sheet__frame">
      <div class="still-sheet__top">
        <h2 id="still-title" ref={props.title} tabIndex={-1}>
          {asked ? words.title : words.add.title}
        </h2>
        <Button
          type="button"
          size="small"
          onClick={close}
          data-testid="still-close"
        >
          {words.close}
        </Button>
      </div>
      <div
        class="still-sheet__body"
        tabIndex={0}
        role="group"
        aria-labelledby="still-title"
      >
        {[stills.trouble.value, isKnown ? null : lastTry].map((trouble) =>
          trouble && <Notice key={trouble} tone="error">{trouble}</Notice>
        )}
        {step.is === "preview"
          ? (
            <img
              class="still-sheet__picture"
              src={step.still.src}
              alt={words.preview}
              data-testid="still-preview"
            />
          )
          : camera.off === null
          ? props.finder
          : (
            <div
              class="still-sheet__off"
              role="status"
              data-testid="still-camera-off"
            >
              <Icon name="video-off" />
              <p>{camera.off}</p>
              {props.inCall && camera.turnOn && (
                <p class="soft">{words.turnOnInCall({ artist })}</p>
              )}
            </div>
          )}
        <div class="still-sheet__words">
          {step.is === "preview"
            ? <Withdrawn stills={stills} asked={asked} artist={artist} />
            : <What stills={stills} asked={asked} artist={artist} />}
          <p>{words.seenFirst({ artist })} {props.inCall && words.goesOn}</p>
        </div>
      </div>
      <div class="still-sheet__actions">
        <StillSheetActions {...{ stills, camera, close }} />
      </div>
    </div>
  );
}

type AboutProps = Pick<ContentProps, "stills" | "asked" | "artist">;

/** Nobody can be sent what is shown. */
function Withdrawn({ stills, asked, artist }: AboutProps) {
  return asked === null || isSendable(stills.now.value, asked.id)
    ? null
    : <Notice>{words.withdrawn({ artist })}</Notice>;
}

function What(props: AboutProps) {
  const { asked, artist } = props;
  if (asked === null) return <p>{words.add.hint({ artist })}</p>;
  return (
    <div class="still-what">
      <StillDrawing what={asked.what} />
      <div class="still-what__text stack">
        <Withdrawn {...props} />
        <p>{words.asked({ artist, what: asked.what })}</p>
        {asked.text && (
          <p class="still-what__said">
            {words.inWords({ artist, text: asked.text })}
          </p>
        )}
        <p>{words.how[asked.what]}</p>
      </div>
    </div>
  );
}
