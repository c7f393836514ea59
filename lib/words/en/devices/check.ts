/** The check of camera, microphone, speaker and connection, once they are on; and the choice of a device. */
export const deviceCheck = {
  kinds: { camera: "Camera", microphone: "Microphone", speaker: "Speaker" },
  /** Where the browser does not say a device's name. */
  unnamed: ({ number }: { readonly number: number }) => `Device ${number}`,
  /** A chosen device, by its name or empty; the one before is used again. */
  notStarted: ({ device }: { readonly device: string }) =>
    `${
      device === "" ? "That device" : `“${device}”`
    } did not start. Another app or tab may be using it.`,
  /** Names the buttons that turn camera and microphone off and on. */
  controls: "Your camera and microphone",
  asOthersSeeMe: "See me as others do",
  /** Opens the choice of devices and the tests. */
  more: "Choose and test devices",
  level: {
    label: "Microphone level",
    silent: "silent",
    quiet: "quiet",
    clear: "clear",
  },
  silent: {
    title: "We can’t hear you",
    text:
      "Is the microphone muted or covered? Say a few words; this goes away as soon as we hear you.",
  },
  speaker: {
    test: "Test the sound",
    again: "Play it again",
    question: "Did you hear it?",
    yes: "Yes",
    no: "No",
    heard: "Good: you will hear the other person.",
    unheard: {
      title: "If you heard nothing",
      steps: [
        "Turn the volume up while the sound plays.",
        "On an iPhone, look at the switch at its side: orange means silent.",
        "Headphones or a Bluetooth speaker may play it instead: disconnect them, or put them on.",
        "If you can choose a speaker above, choose another one.",
      ],
    },
    failed: "The sound could not be played. Try it again.",
  },
  connection: {
    test: "Test the connection",
    again: "Test it again",
    running: "Testing your connection…",
    verdicts: {
      good: "Your connection is good for video.",
      slow:
        "Your connection is slow: your picture may be less sharp. Move closer to your Wi-Fi, or pause downloads.",
      weak:
        "Your connection is weak: perhaps only sound will work. Move closer to your Wi-Fi, or try mobile data.",
      sends_slowly:
        "You will see well, but your connection sends slowly: the other person may see you less sharply. Move closer to your Wi-Fi, or pause uploads.",
      sends_weakly:
        "Your connection sends very little: perhaps you are only heard, and not seen. Move closer to your Wi-Fi, or try mobile data.",
      detour:
        "Your call will work, but this network slows it down: picture and sound may stop at times. Mobile data or another Wi-Fi is better.",
      blocked:
        "Something here blocks video calls, such as a VPN, a company’s network or an extension. Try mobile data or another network.",
      offline:
        "We could not reach the studio. Check your Wi-Fi or mobile data.",
    },
    private: "The test sends nothing of your camera or microphone.",
  },
};
