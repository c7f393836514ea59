/** How to be ready, in every mail that says it. */
export const TO_PREPARE: readonly string[] = [
  "Sit facing a window or a lamp, so that the light falls on your face.",
  "Tie your hair back.",
  "Come with clean skin, without makeup.",
  "Use headphones: you will hear each other better.",
  "Use Wi-Fi, and stand your phone up so that your hands are free.",
];
