/** Sheets over the video of a call: one is shown at a time, and Escape closes the one that it is pressed in. */
import { expect } from "expect";
import { signal } from "@preact/signals";
import type { CallDialog } from "@/lib/client/call/call_room_hook.ts";
import { oneSheet } from "@/lib/client/call/stage/one_sheet.ts";
import { onEscape } from "@/lib/client/call/stage/sheet_hook.ts";

function aStage({ covers = true }: { covers?: boolean } = {}) {
  const dialog = signal<CallDialog | null>(null);
  const isOpen = signal(false);
  const still = signal(false);
  const sheet = signal({ isOpen, close: () => void (isOpen.value = false) });
  const stop = oneSheet({ dialog, sheet, still, covers: () => covers });
  return {
    stop,
    openChat: () => void (dialog.value = "chat"),
    openSheet: () => void (isOpen.value = true),
    openStill: () => void (still.value = true),
    opened: () => ({
      chat: dialog.value === "chat",
      sheet: isOpen.value,
      still: still.value,
    }),
  };
}

Deno.test("messages and the sheet in their place close each other", () => {
  const stage = aStage();
  stage.openSheet();
  stage.openChat();
  expect(stage.opened()).toMatchObject({ chat: true, sheet: false });
  stage.openSheet();
  expect(stage.opened()).toMatchObject({ chat: false, sheet: true });
});

Deno.test("a still's sheet closes the others as it opens, and is not closed by them: its picture would be lost", () => {
  const stage = aStage();
  stage.openChat();
  stage.openStill();
  expect(stage.opened()).toEqual({ chat: false, sheet: false, still: true });
  stage.openChat();
  expect(stage.opened()).toEqual({ chat: true, sheet: false, still: true });
  stage.openSheet();
  expect(stage.opened()).toEqual({ chat: false, sheet: true, still: true });
});

Deno.test("a drawer beside the video closes no messages, and they close no drawer", () => {
  const stage = aStage({ covers: false });
  stage.openChat();
  stage.openSheet();
  expect(stage.opened()).toMatchObject({ chat: true, sheet: true });
});

Deno.test("after the end nothing closes anything", () => {
  const stage = aStage();
  stage.stop();
  stage.openChat();
  stage.openSheet();
  expect(stage.opened()).toMatchObject({ chat: true, sheet: true });
});

Deno.test("Escape closes the sheet that it is pressed in, and no shared screen behind it", () => {
  expect(pressed({ key: "Escape" })).toEqual({ closed: true, stopped: true });
  expect(pressed({ key: "Enter" })).toEqual({ closed: false, stopped: false });
});

Deno.test("an Escape of a dialog that the sheet has opened, or of an input method, closes no sheet", () => {
  const closed = { closed: false, stopped: false };
  expect(pressed({ key: "Escape", inDialog: true })).toEqual(closed);
  expect(pressed({ key: "Escape", isComposing: true })).toEqual(closed);
});

function pressed(
  { key, inDialog = false, isComposing = false }: {
    key: string;
    inDialog?: boolean;
    isComposing?: boolean;
  },
) {
  const was = { closed: false, stopped: false };
  onEscape(() => void (was.closed = true))(
    {
      key,
      isComposing,
      target: { closest: () => inDialog ? {} : null },
      stopPropagation: () => void (was.stopped = true),
    } as unknown as KeyboardEvent,
  );
  return was;
}
