/** The page of the client’s link before they enter, and the notices above the waiting room. */
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
  copyRefused:
    "Your browser blocked copying. Press and hold the link in your email to copy it.",
  thisBrowser: "This browser",
  /** @param app the app that the page is open in, or this browser */
  cannotCall: ({ app }: { readonly app: string }) =>
    `${app} can’t make video calls`,
  cannotCallNext:
    "Copy the link and open it in Safari or Chrome. You can still join here, without camera and microphone.",
  /** In an app that has a camera for pages: often it works, and often a person cannot allow it. */
  insideApp: ({ app }: { readonly app: string }) =>
    `You opened this link inside ${app}`,
  /** @param browser Safari or Chrome */
  insideAppNext: ({ browser }: { readonly browser: string }) =>
    `Video calls work better in ${browser}. Open the app’s menu and choose “Open in ${browser}” or “Open in browser”. Or copy the link, and paste it there. You can also enter here.`,
  lockdownMode:
    "If your iPhone or iPad is in Lockdown Mode: tap aA (or the page menu) beside the address, then Website Settings, switch Lockdown Mode off for this site, and reload.",
  copyLink: "Copy link",
  copied: "Link copied",
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
