/**
 * What both calls load after the first picture, as one script: dialogs, sheets
 * and settings, the marks in the heading, what moves the self view, and what
 * looks for interruptions.
 */
import "@/components/waiting/early_parts.ts";
import "@/components/call/early_parts.ts";
// Here before it is asked for: after a deploy its script may be gone.
import "@/lib/client/media/other_camera.ts";
export { CallChat } from "@/components/chat/CallChat.tsx";
export { LookButton } from "@/components/look/LookButton.tsx";
export { LookSheet } from "@/components/look/LookSheet.tsx";
export { PrivateNotes } from "@/components/notes/PrivateNotes.tsx";
export { default as RecordingChoice } from "@/components/recording/RecordingChoice.tsx";
export { default as RecordingQuestion } from "@/components/recording/RecordingQuestion.tsx";
export { ConnectionIndicator } from "./ConnectionIndicator.tsx";
export { default as IdleControls } from "./IdleControls.tsx";
export { default as MoveHandle } from "./MoveHandle.tsx";
export { monitorNetwork } from "@/lib/client/network/network_monitor.ts";
export { default as CallSettings } from "./CallSettings.tsx";
export { default as RemoteScreen } from "./RemoteScreen.tsx";
export { default as Shortcuts } from "./Shortcuts.tsx";
export { default as StageSigns } from "./StageSigns.tsx";
export { default as TimeLeft } from "./TimeLeft.tsx";
export { default as ViewSettings } from "./ViewSettings.tsx";
