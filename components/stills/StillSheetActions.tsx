import { useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { isSendable, openRequestOf } from "@/lib/client/stills/open_request.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import type { SheetCamera } from "./StillSheet.tsx";

interface ActionsProps {
  readonly stills: StillsPage;
  readonly camera: SheetCamera;
  readonly close: () => void;
}

/** The buttons of the sheet. What was asked for can be refused at every step. */
export function StillSheetActions(props: ActionsProps) {
  const { stills, close } = props;
  const { visit, now } = stills;
  const { requestId = null } = stills.sheet.value ?? {};
  const step = visit.step.value;
  // What was refused before stays so.
  const isAsked = requestId !== null &&
    openRequestOf(now.value)?.id === requestId;
  // Nobody waits for a network to say no: it arrives by itself.
  const dont = () => {
    if (isAsked) void stills.refusals.refuse(requestId);
    close();
  };
  if (requestId !== null && !isSendable(now.value, requestId)) return null;
  if (step.is === "preview") {
    const send = () => {
      visit.send();
      close();
    };
    return (
      <>
        <Button
          type="button"
          variant="primary"
          onClick={send}
          data-testid="still-send"
        >
          {words.send}
        </Button>
        <Button
          type="button"
          onClick={visit.retake}
          data-testid="still-retake"
        >
          {words.retake}
        </Button>
        <Button type="button" onClick={dont} data-testid="still-dont">
          {words.dontSend}
        </Button>
      </>
    );
  }
  return (
    <>
      <CameraButton {...props} />
      <FileButton {...props} own={requestId !== null} />
      {isAsked && (
        <Button type="button" onClick={dont} data-testid="still-dont">
          {words.refuse}
        </Button>
      )}
    </>
  );
}

/** Takes the picture, or first turns the camera on: the same button, so that the focus stays on it. */
function CameraButton({ stills: { visit }, camera }: ActionsProps) {
  if (camera.off !== null && camera.turnOn === null) return null;
  const isOff = camera.off !== null;
  const taking = visit.step.value.is === "taking";
  return (
    <Button
      type="button"
      variant="primary"
      icon={isOff ? "video" : "camera"}
      busy={isOff ? camera.turning : taking}
      onClick={isOff ? camera.turnOn! : () => void visit.take()}
      data-testid={isOff ? "still-camera-on" : "still-take"}
    >
      {isOff ? words.turnOn : taking ? words.taking : words.take}
    </Button>
  );
}

/** For a camera that gives this page no picture: the phone's own, or a photo that there is. */
function FileButton({ stills: { visit, app, sheet }, own }: ActionsProps & {
  /** A picture of the client, now. */
  readonly own: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  /** The call may start meanwhile, without this button and its sheet. */
  const openedFor = useRef(sheet.peek());
  const reading = visit.step.value.is === "reading";
  const open = () => {
    if (reading) return;
    openedFor.current = sheet.peek();
    app.begin(input.current!);
    input.current?.click();
  };
  const choose = (
    { currentTarget: picker }: { currentTarget: HTMLInputElement },
  ) => {
    app.end();
    const file = picker.files?.[0];
    if (!file) return;
    sheet.value ??= openedFor.current;
    void visit.useFile(file);
    // The same file can be chosen again.
    picker.value = "";
  };
  return (
    <>
      <Button
        type="button"
        busy={reading}
        onClick={open}
        data-testid="still-file"
      >
        {reading ? words.reading : own ? words.camera : words.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        {...(own ? { capture: "user" } : {})}
        onChange={choose}
        {...{ oncancel: app.end }}
      />
    </>
  );
}
