/** The page of the client’s link before they enter, the notices above the waiting room, and the link in another browser. */
export const entryPage = {
  title: "Your consultation",
  lede: "Your artist lets you in. Nobody sees or hears you before that.",
  tip: "Sit facing a window if you can, with your products within reach.",
  enter: "Open your consultation",
  signedOut:
    "You were signed out before that was saved. Open your consultation and do it again.",
  incompleteLink:
    "This link is incomplete. Open it from your email, or copy the whole link. You can also ask for a new one below.",
  noCookies:
    "This browser blocks cookies, so it can’t let you in. Allow cookies for this site in its settings and try again, or open your link in another browser.",
  /** Below the facts, when it does not take place any more; entering then shows more. */
  over: {
    ended: "This consultation is over.",
    no_show: "The time of this consultation is over.",
    cancelled: "This consultation was cancelled.",
    declined: "Your artist could not take this request.",
    expired: "This request was not answered in time.",
    erased: "This consultation was erased.",
  },
  again: {
    title: "Does the link not work?",
    text:
      "We can send you a new one, to the email address that you booked with.",
    send: "Send me the link again",
    sent: {
      title: "Check your email",
      text:
        "If your consultation is not over, a new link is on its way to the address that you booked with. Links in earlier emails still work, unless the consultation was moved.",
    },
  },
  cannotCall: "This browser can’t make video calls",
  cannotCallNext:
    "Copy the link and open it in Safari or Chrome. You can still join here, without camera and microphone.",
  lockdownMode:
    "If your iPhone or iPad is in Lockdown Mode: tap aA (or the page menu) beside the address, then Website Settings, switch Lockdown Mode off for this site, and reload.",
  moved: {
    title: "Your consultation has been moved",
    text: ({ when }: { readonly when: string }) =>
      `It is now on ${when}. We’ve sent you an email with your new link. Your old link no longer works.`,
    final: "It starts too soon to move or cancel it here again.",
  },
  /** If the artist’s record is gone; at the start of a sentence, and within one. */
  yourArtist: "Your artist",
  yourArtistWithin: "your artist",
};

/** Apps whose browser shows a page, where a name alone is not enough. All others are named by their own name. */
export const apps = {
  google: "the Google app",
  /** It does not say its name. */
  unnamed: "another app",
};

interface InApp {
  /** The app’s name, or “another app”. */
  readonly app: string;
}

/** The client’s link in another browser: out of an app, or on a phone. */
export const ownLink = {
  insideApp: {
    title: ({ app }: InApp) => `You opened this link inside ${app}`,
    mayFail: "Camera and microphone may not work here.",
    cannotCall:
      "This app’s browser can’t make video calls: camera and microphone do not work here.",
    /** @param browser Safari or Chrome */
    next: ({ browser }: { readonly browser: string }) =>
      `It works better in ${browser}. Copy the link and paste it there, or choose “Open in ${browser}” in the app’s menu.`,
    openIn: { safari: "Open in Safari", browser: "Open in your browser" },
    /** On the button that enters. */
    stay: "Continue here",
    /** In the waiting room, where this tab does not know the link. */
    openMail: ({ browser }: { readonly browser: string }) =>
      `It works better in ${browser}: open the link of your newest email there.`,
  },
  copy: {
    button: "Copy link",
    done: "Link copied",
    field: "Your link",
    /** Where a browser does not let a page copy. */
    byHand:
      "Your browser did not copy it. The link is selected above: press and hold it, then choose “Copy”.",
  },
  phone: {
    why:
      "A phone often has the better camera. Point it at this code, and open the link that it shows.",
    code: "QR code of your link",
    /** Beside the code: the same in words. */
    orCopy: "Or send the link to your phone. It is only for you.",
    then: "Once your phone has opened your consultation, this page steps back.",
    checking: "Looking for your link…",
    openMail:
      "Open the newest email from the studio on your phone: its link works there too.",
  },
};
