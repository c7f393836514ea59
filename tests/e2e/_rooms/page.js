// The page under test: the real SDK, and a log of everything it tells. No framework.
const events = [];
const say = (event, fields = {}) => events.push({ event, ...fields });

function show(track, identity) {
  say("trackSubscribed", { identity, kind: track.kind, name: track.name });
  if (track.kind === "data") {
    track.on("message", (data) => say("message", { identity, data }));
    return;
  }
  const element = track.attach();
  element.dataset.identity = identity;
  element.id = `${identity}-${track.kind}-${track.sid}`;
  document.body.append(element);
}

function meet(participant) {
  const { identity } = participant;
  say("participantConnected", { identity });
  participant.on("trackSubscribed", (track) => show(track, identity));
  participant.on("trackUnsubscribed", (track) => {
    say("trackUnsubscribed", { identity, kind: track.kind });
    if (track.detach) track.detach().forEach((element) => element.remove());
  });
  for (const name of ["trackDisabled", "trackEnabled", "trackUnpublished"]) {
    participant.on(name, ({ kind }) => say(name, { identity, kind }));
  }
  for (const { track } of participant.tracks.values()) {
    if (track) show(track, identity);
  }
}

/** Does the page's policy forbid to run strings, as the product's does? */
function isStrict() {
  try {
    return !new Function("return true")();
  } catch {
    return true;
  }
}

globalThis.call = {
  events,
  strict: isStrict(),
  async join(token, { media = true, data = true, options = {} } = {}) {
    const sdk = await import(document.documentElement.dataset.sdk);
    globalThis.sdk = sdk;
    const tracks = media
      ? await sdk.createLocalTracks({
        audio: true,
        video: { width: 320, height: 240 },
      })
      : [];
    if (data) tracks.push(globalThis.dataTrack = new sdk.LocalDataTrack());
    let room;
    try {
      room = await sdk.connect(token, {
        wsServer: location.origin.replace(/^http/, "ws") + "/rooms",
        insights: false,
        tracks,
        ...options,
      });
    } catch (error) {
      return { refused: error.code ?? String(error) };
    }
    globalThis.room = room;
    for (const name of ["reconnecting", "reconnected"]) {
      room.on(name, (error) => say(name, { code: error?.code }));
    }
    room.on(
      "disconnected",
      (_room, error) => say("disconnected", { code: error?.code ?? null }),
    );
    room.on("participantConnected", meet);
    for (
      const name of [
        "participantDisconnected",
        "participantReconnecting",
        "participantReconnected",
      ]
    ) {
      room.on(name, ({ identity }) => say(name, { identity }));
    }
    room.participants.forEach(meet);
    return { sid: room.sid, name: room.name, state: room.state };
  },
  /** Seconds that the newest video of somebody has shown, and its size. */
  video(identity) {
    const element = [
      ...document.querySelectorAll(`video[data-identity="${identity}"]`),
    ].at(-1);
    if (!element) return null;
    const { videoWidth, videoHeight, currentTime } = element;
    return { videoWidth, videoHeight, currentTime };
  },
  async audioPackets() {
    const reports = await globalThis.room.getStats();
    return reports.flatMap((report) => report.remoteAudioTrackStats)
      .reduce((sum, stats) => sum + (stats.packetsReceived ?? 0), 0);
  },
};
