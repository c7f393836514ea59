/** What a client prepares, unless the service has tips of its own; on the client’s page the server fills it in. */
export const prepare = {
  heading: "What to prepare",
  light: "Sit facing a window or a lamp, so that the light falls on your face.",
  /** For services without tips of their own. */
  face: ["Tie your hair back.", "Come with clean skin, without makeup."],
  devices: [
    "Use headphones, so that you hear each other better.",
    "Use Wi-Fi, and prop up your phone so that your hands are free.",
  ],
};
