/** Camera and microphone: turning them on, and the self view. */
export const devices = {
  turnOn: "Turn on camera and microphone",
  test: "Test my camera",
  turnOnAndJoin: "Turn on camera and microphone, and join",
  comeBackIn: "Come back in",
  goOnWithout: "Continue without them",
  joinWithout: "Join without them",
  willAsk: ({ name }: { readonly name: string }) =>
    `Your browser will ask: choose “Allow”. Only ${name} will see and hear you.`,
  skipped:
    "You’re joining without camera and microphone. You can still turn them on.",
  self: {
    caption: "Your camera, as you see yourself",
    asOthers: "Your camera, as others see you",
    label: "Your camera",
    off: "Your camera is off",
    none: "No camera",
  },
};
