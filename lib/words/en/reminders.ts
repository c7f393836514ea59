/** The page on which a client stops reminders. */
export const reminders = {
  title: "Reminders",
  stopped: "You’ll get no more reminders",
  stoppedNext:
    "We’ll still email you when a consultation is confirmed, moved or cancelled.",
  on: "Reminders are on",
  onNext: "We remind you a day before a consultation and 15 minutes before it.",
  turnOn: "Turn reminders on again",
  turnOff: "Stop reminders",
  scope: ({ studio }: { readonly studio: string }) =>
    `This applies to the address that got the reminder, and to ${studio} only.`,
};
