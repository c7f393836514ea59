import { expect } from "expect";
import { turnCredentials } from "@/lib/rooms/mod.ts";
import {
  findTurnServer,
  startTurnServer,
} from "@/tests/_support/turn_server.ts";
import { hears, sees, setStage } from "@/tests/e2e/_rooms/call.ts";

/** The public getStats() omits which candidates are in use. */
interface Insides {
  _signaling: {
    getStats(): Promise<
      Map<string, { activeIceCandidatePair: Record<Side, Candidate> }>
    >;
  };
}
type Side = "localCandidate" | "remoteCandidate";
type Candidate = { candidateType: string };

const program = await findTurnServer();
if (!program) {
  console.error(
    "No turnserver here (Debian: coturn): the relay test is left out.",
  );
}

Deno.test({
  name:
    "a call goes through coturn alone, with credentials that the rooms handed out",
  ignore: program === null,
  // A browser and esbuild live longer than one step.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const turn = await startTurnServer(program!);
    const users: string[] = [];
    const stage = await setStage({
      iceServers(identity) {
        const { urls, secret } = turn;
        const now = Date.now();
        const server = turnCredentials({
          secret,
          urls,
          identity,
          now,
          ttlSeconds: 60,
        });
        users.push(server.username!);
        return [server];
      },
    });
    try {
      const { name } = await stage.room();
      const options = { iceTransportPolicy: "relay" };
      const alice = await stage.join("c1:artist", name, { options });
      const bob = await stage.join("c1:client", name, { options });
      await Promise.all([
        sees(alice, "c1:client"),
        sees(bob, "c1:artist"),
        hears(bob),
      ]);

      for (const page of [alice, bob]) {
        const pair = await page.evaluate(async () => {
          const { _signaling } = globalThis.room as unknown as Insides;
          const [stats] = (await _signaling.getStats()).values();
          const { localCandidate, remoteCandidate } =
            stats!.activeIceCandidatePair;
          return [localCandidate.candidateType, remoteCandidate.candidateType];
        });
        expect(pair).toEqual(["relay", "relay"]);
      }
      expect(users.map((user) => user.split(":")[1])).toEqual([
        "c1-artist",
        "c1-client",
      ]);
    } finally {
      await stage.close();
      await turn.stop();
    }
  },
});
