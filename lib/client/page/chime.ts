/** Two soft notes, a third apart. Needs a context that a tap has resumed; otherwise it stays silent. */
export function chime(context: AudioContext): void {
  if (context.state !== "running") return;
  [659.25, 523.25].forEach((frequency, i) => {
    const start = context.currentTime + i * 0.22;
    const note = context.createOscillator();
    const loudness = context.createGain();
    note.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.12, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    note.connect(loudness).connect(context.destination);
    note.start(start);
    note.stop(start + 1);
  });
}
