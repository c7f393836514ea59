import { TONES } from "@/tests/_support/light/matrix.ts";
import { CHECKS, type Job, type Score } from "./score.ts";

/** Limits were chosen on the seeds "tune …". */
export const REPORT = { seeds: "fourth report", count: 5 } as const;

/** Every row for every tone, with one worker per core. */
export async function allScores(
  part: Pick<Job, "seeds" | "count"> = REPORT,
): Promise<readonly Score[]> {
  const jobs: Job[] = CHECKS.flatMap((check) =>
    TONES.map((tone) => ({ check, tone, ...part }))
  );
  const scores: Score[] = [];
  await Promise.all(
    Array.from({ length: navigator.hardwareConcurrency }, async () => {
      const worker = new Worker(new URL("./score_worker.ts", import.meta.url), {
        type: "module",
      });
      for (let job = jobs.shift(); job; job = jobs.shift()) {
        scores.push(await answerOf(worker, job));
      }
      worker.terminate();
    }),
  );
  return scores;
}

function answerOf(worker: Worker, job: Job): Promise<Score> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(job);
  });
}
