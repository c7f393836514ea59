/** What any page may say. */
export const page = {
  needsScript: "This page needs JavaScript",
  needsScriptNext:
    "Switch it on for this site in your browser’s settings, and reload.",
  skip: "Skip to the page",
  home: "Back to the home page",
};

/** Why the page did not get an answer from the server. */
export const connection = {
  offline: "You seem to be offline. We could not reach the studio.",
  timeout: "The studio did not answer in time. Please try again.",
  unexpected: "Something went wrong on our side. Please try again.",
  gone: "This page is no longer available.",
};

/** The page of a link that was changed on its way. */
export const mailedLink = {
  title: "One moment",
  text: "Your email program changed the link. This is the right one.",
  open: "Open the link",
};

/** The page for errors. */
export const errorPage = {
  unreadable: {
    title: "This address cannot be read",
    text: "Check the link, or start from the home page.",
  },
  notFromHere: {
    title: "Nothing was changed",
    text:
      "This form did not come from the studio’s own page. Go back, reload the page, and send it again.",
  },
  notFound: {
    title: "There is nothing here",
    text:
      "This page does not exist, or you do not have access to it. If you followed a link in an email, use the link in the newest one.",
  },
  /** On the page of a missing address, before the link to sign in. */
  staff: "Do you work here?",
  signIn: "Sign in",
  wrongMethod: {
    title: "That did not work",
    text: "This page does not accept that kind of request.",
  },
  storeUnavailable: {
    title: "Please try again in a moment",
    text:
      "We can’t reach our records right now. If you were sending a form, go back: your browser usually keeps what you typed.",
  },
  unexpected: "Something went wrong",
};
