import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import {
  LightView,
  type LightViewProps,
} from "@/components/devices/LightView.tsx";
import { LIGHT_FINDINGS } from "@/lib/domain/call/light_finding.ts";
import { light as words } from "@/words/devices/light.ts";

function view(change: Partial<LightViewProps>): string {
  const nothing = () => {};
  return renderToString(
    <LightView
      finding={null}
      paper="idle"
      reminders={[]}
      platform="android"
      onPaper={nothing}
      onStopPaper={nothing}
      onLamp={nothing}
      {...change}
    />,
  );
}

/** What screen readers announce. */
function hint(change: Partial<LightViewProps>): string | undefined {
  return /role="status"[^>]*>([^<]*)</.exec(view(change))?.[1];
}

Deno.test("each finding is one sentence for the client, and there is one status", () => {
  for (const finding of LIGHT_FINDINGS) {
    expect(hint({ finding })).toBe(words.findings[finding]);
    expect(view({ finding }).match(/role="status"/g)).toHaveLength(1);
  }
});

Deno.test("a fault comes before a reminder, and a reminder before praise", () => {
  const reminders = ["blur"] as const;
  expect(hint({ finding: "tooDark", reminders })).toBe(words.findings.tooDark);
  expect(hint({ finding: "good", reminders })).toBe(words.reminders.blur.other);
  expect(hint({ finding: "good", reminders, platform: "ios" }))
    .toBe(words.reminders.blur.apple);
});

Deno.test("while a sheet is looked for, only that is said, and the button stops it", () => {
  const html = view({ finding: "tooDark", paper: "looking" });
  expect(html).toContain(words.paper.looking);
  expect(html).toContain(words.paper.stop);
  expect(html).not.toContain(words.findings.tooDark);
});

Deno.test("the camera's lamp is offered in the dark, and while it is on it can be switched off", () => {
  const { on, off } = words.lamp;
  const dark = { finding: "tooDark" } as const;
  expect(view({ ...dark, lamp: "off" })).toContain(on);
  expect(view({ ...dark, lamp: "none" })).not.toContain(on);
  expect(view({ finding: "good", lamp: "off" })).not.toContain(on);
  for (const finding of [null, ...LIGHT_FINDINGS]) {
    expect(view({ finding, lamp: "on" })).toContain(off);
    expect(view({ finding, lamp: "on", paper: "looking" })).toContain(off);
  }
});

Deno.test("a client who shows something with the back camera is told nothing about their face", () => {
  expect(hint({ back: true })).toBe(words.back);
  expect(hint({ back: true, finding: "tooDark" })).toBe(words.findings.tooDark);
  expect(hint({ back: true, paper: "looking" })).toBe(words.paper.lookingBack);
  expect(hint({ back: true, finding: "paperWarm", paper: "warm" }))
    .toBe(words.findings.paperWarm);
});

Deno.test("Apple's effects that no setting tells are named on Apple's systems, beside the hint", () => {
  const reminders = ["effects"] as const;
  const { effects } = words.reminders;
  for (const platform of ["ios", "mac"] as const) {
    expect(view({ finding: "good", reminders, platform })).toContain(effects);
    expect(hint({ finding: "good", reminders, platform }))
      .toBe(words.findings.good);
    expect(view({ finding: "good", platform })).not.toContain(effects);
  }
  expect(view({ reminders, platform: "windows" })).not.toContain(effects);
});
