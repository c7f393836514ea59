import { useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import type { LampState } from "@/lib/client/light/lamp.ts";
import type { PaperState } from "@/lib/client/light/paper_search.ts";
import type { LightReminder } from "@/lib/client/light/track_facts.ts";
import type { Platform } from "@/lib/client/page/platform.ts";
import { light as words } from "@/words/devices/light.ts";

export interface LightViewProps {
  /** Null until it is known. */
  readonly finding: LightFinding | null;
  readonly paper: PaperState;
  readonly reminders: readonly LightReminder[];
  readonly platform: Platform;
  readonly lamp?: LampState | undefined;
  /** Whether the camera shows what is in front of the client, and not the client. */
  readonly back?: boolean | undefined;
  readonly onPaper: () => void;
  readonly onStopPaper: () => void;
  readonly onLamp: () => void;
}

/** One hint about the light, and the check with a sheet of paper. */
export function LightView(props: LightViewProps) {
  const { finding, paper, reminders, platform, lamp = "none" } = props;
  const looking = paper === "looking";
  const wasLit = useRef(false);
  if (lamp === "on") wasLit.current = true;
  // It does not vanish from under the finger that switched it off.
  const offersLamp = lamp === "on" ||
    lamp === "off" && (wasLit.current || finding === "tooDark" && !looking);
  return (
    <section
      class="stack light"
      aria-label={words.label}
      data-testid="light"
    >
      <p role="status" data-light={finding ?? "unknown"}>{hintOf(props)}</p>
      {offersLamp && (
        <p>
          <Button type="button" size="small" onClick={props.onLamp}>
            {words.lamp[lamp === "on" ? "off" : "on"]}
          </Button>
        </p>
      )}
      {!looking && isApple(platform) && reminders.includes("effects") && (
        <p class="soft">{words.reminders.effects}</p>
      )}
      <p>
        <Button
          type="button"
          variant="quiet"
          size="small"
          onClick={looking ? props.onStopPaper : props.onPaper}
        >
          {looking
            ? words.paper.stop
            : paper === "idle"
            ? words.paper.start
            : words.paper.again}
        </Button>
      </p>
    </section>
  );
}

/** At most one: what the sheet of paper needs, what is wrong, what the camera is set to, or that all is good. */
function hintOf(
  { finding, paper, reminders, platform, back = false }: LightViewProps,
): string {
  if (paper === "looking") {
    return back ? words.paper.lookingBack : words.paper.looking;
  }
  const isFault = finding !== null && finding !== "good";
  if (isFault) return words.findings[finding];
  if (paper === "notSeen") return words.paper.notSeen;
  if (paper === "warm") return words.findings.paperWarm;
  if (paper === "cold") return words.findings.paperCold;
  if (paper === "tinted") return words.findings.paperTinted;
  if (reminders.includes("blur")) {
    return words.reminders.blur[isApple(platform) ? "apple" : "other"];
  }
  if (reminders.includes("fixedColours")) return words.reminders.fixedColours;
  if (paper === "neutral") return words.paper.neutral;
  if (back) return words.back;
  return finding === null ? words.looking : words.findings.good;
}

function isApple(platform: Platform): boolean {
  return platform === "ios" || platform === "mac";
}
