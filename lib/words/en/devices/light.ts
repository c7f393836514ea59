/** The light and colour check: one hint at a time, beside the client's own picture. */

export const light = {
  label: "Your light",
  looking: "Checking your light…",
  /** Of the back camera. */
  back:
    "This camera shows what is in front of you, so we can’t check the light on your face.",
  findings: {
    tooDark:
      "It’s too dark for your camera. Switch on a lamp, or sit by a window.",
    fromBehind:
      "The light comes from behind you. Turn around, so that it falls on your face.",
    overExposed:
      "Part of your face is too bright to see. Move away from the lamp, or soften its light.",
    flicker: "Your lamp flickers on camera. Try another lamp, or daylight.",
    twoColours:
      "Two colours of light meet on your face. Switch one of the lamps off, or close the curtain.",
    fromOneSide:
      "One side of your face is in the shade. Turn towards the light.",
    paperWarm:
      "Colours look warmer here than they are. Daylight from a window shows them best.",
    paperCold:
      "Colours look bluer here than they are. Turn a little away from the window, or switch on a lamp as well.",
    paperTinted:
      "Your light tints colours green or pink. Daylight from a window shows them best.",
    good: "Your light looks good.",
  },
  paper: {
    start: "Check my colours with white paper",
    again: "Check my colours again",
    looking:
      "Hold a sheet of white paper in front of your face, so that it fills the arch. Keep it still for a few seconds.",
    /** With the back camera. */
    lookingBack:
      "Hold a sheet of white paper in front of your camera, so that it fills the arch. Keep it still for a few seconds.",
    stop: "Stop checking colours",
    neutral: "Your colours look true.",
    notSeen:
      "We couldn’t see the paper well. Hold it flat and close, and out of the brightest light.",
  },
  reminders: {
    blur: {
      apple:
        "A video effect blurs your picture. Switch Portrait off in Control Center, so that your artist sees you as you are.",
      other:
        "A video effect blurs your picture. Switch it off in your camera’s settings, so that your artist sees you as you are.",
    },
    fixedColours:
      "Your camera’s white balance is fixed. Set it to automatic, so that colours follow your light.",
    effects:
      "Studio Light and Reactions change what your artist sees. Switch them off in Control Center.",
  },
  /** The camera's lamp, by what a tap does. */
  lamp: {
    on: "Switch on the camera’s light",
    off: "Switch off the camera’s light",
  },
};
