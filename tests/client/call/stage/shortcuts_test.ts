import { expect } from "expect";
import {
  followShortcuts,
  shortcutOf,
  SHORTCUTS,
} from "@/lib/client/call/stage/shortcuts.ts";

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});

Deno.test("each key means what the list says, with Caps Lock too", () => {
  for (const [key, action] of Object.entries(SHORTCUTS)) {
    expect(shortcutOf(press(key))).toBe(action);
    expect(shortcutOf(press(key.toUpperCase()))).toBe(action);
  }
  expect(shortcutOf(press("?", { shiftKey: true }))).toBe("help");
});

Deno.test("a keyboard of another script has its letters where the keys are; a Latin one where its letters are", () => {
  expect(shortcutOf(press("ь", { code: "KeyM" }))).toBe("microphone");
  expect(shortcutOf(press("μ", { code: "KeyM" }))).toBe("microphone");
  // On a French keyboard the key of "m" is a semicolon's elsewhere.
  expect(shortcutOf(press("m", { code: "Semicolon" }))).toBe("microphone");
  expect(shortcutOf(press(",", { code: "KeyM" }))).toBe(null);
});

Deno.test("the browser's own keys, held keys and an input method's are left alone", () => {
  for (
    const more of [
      { ctrlKey: true },
      { metaKey: true },
      { altKey: true },
      { shiftKey: true },
      { repeat: true },
      { isComposing: true },
      { defaultPrevented: true },
    ]
  ) {
    expect(shortcutOf(press("m", more))).toBe(null);
  }
  for (const key of ["x", "1", "Enter", "Escape", "Dead", "__proto__"]) {
    expect(shortcutOf(press(key))).toBe(null);
  }
});

Deno.test("keys act until they are turned off, not in a field or under a dialog, and not after the undo", () => {
  const page = new EventTarget();
  const acted: string[] = [];
  let modal = false;
  let on = true;
  let field = false;
  const undo = followShortcuts({
    page: page as unknown as Document,
    isField: () => field,
    isModal: () => modal,
    isOn: () => on,
    act: (action) => acted.push(action),
  });
  const send = (key: string) => {
    const event = new Event("keydown", { cancelable: true });
    for (const [name, value] of Object.entries(press(key))) {
      if (name !== "defaultPrevented") {
        Object.defineProperty(event, name, { value });
      }
    }
    page.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(send("m")).toBe(true);
  modal = true;
  expect(send("v")).toBe(false);
  modal = false;
  on = false;
  expect(send("v")).toBe(false);
  on = true;
  field = true;
  expect(send("v")).toBe(false);
  field = false;
  expect(send("c")).toBe(true);
  undo();
  expect(send("m")).toBe(false);
  expect(acted).toEqual(["microphone", "messages"]);
});
