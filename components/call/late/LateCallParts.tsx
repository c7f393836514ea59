import type { ComponentType } from "preact";
import { LatePart } from "@/components/frame/LatePart.tsx";
import {
  type LateComponent,
  lateComponent,
} from "@/lib/client/page/late_component.ts";

const load = () => import("./late_parts.ts");
type Parts = Awaited<ReturnType<typeof load>>;

/** All of them, to be loaded at once. */
export const lateCallParts: Pick<LateComponent<never>, "load">[] = [];

/** A part of a call as soon as its code is here: nobody needs it before the first picture. */
export function latePart<Props extends object>(
  pick: (parts: Parts) => ComponentType<Props>,
): ComponentType<Props> {
  const late = lateComponent<Props>(async () => pick(await load()));
  lateCallParts.push(late);
  return (props) => <LatePart late={late} props={props as Props} />;
}

export const LateCallChat = latePart((parts) => parts.CallChat);
export const LateCallSettings = latePart((parts) => parts.CallSettings);
export const LateConnectionIndicator = latePart((parts) =>
  parts.ConnectionIndicator
);
export const LateIdleControls = latePart((parts) => parts.IdleControls);
export const LateLookButton = latePart((parts) => parts.LookButton);
export const LateLookSheet = latePart((parts) => parts.LookSheet);
export const LateMoveHandle = latePart((parts) => parts.MoveHandle);
export const LateRecordingChoice = latePart((parts) => parts.RecordingChoice);
export const LateRecordingQuestion = latePart((parts) =>
  parts.RecordingQuestion
);
export const LateRemoteScreen = latePart((parts) => parts.RemoteScreen);
export const LateStageSigns = latePart((parts) => parts.StageSigns);
export const LateTimeLeft = latePart((parts) => parts.TimeLeft);
export const LateViewSettings = latePart((parts) => parts.ViewSettings);
