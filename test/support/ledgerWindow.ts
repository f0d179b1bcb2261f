// A window of its own, as far as jobs are concerned: the real ledger in a process that a test may kill.
import { JobLedger } from "../../src/jobs/ledger";
import { type RunOrder } from "../../src/jobs/run";
import { AlvissClient } from "../../src/platform/client";
import { type Server } from "../../src/platform/connections";

export interface LedgerWindowOrder {
  readonly directory: string;
  readonly server: Server;
  readonly token: string;
  readonly beat?: number;
  /** What it starts; left out: it goes on with what is there. */
  readonly order?: RunOrder;
}

const { directory, server, token, beat, order } = JSON.parse(process.argv[2] ?? "") as LedgerWindowOrder;
const client = new AlvissClient({ server, token: () => Promise.resolve(token) });
const ledger = await JobLedger.open({
  directory,
  clientFor: () => Promise.resolve(client),
  ...(beat === undefined ? {} : { beat }),
});
if (order === undefined) await ledger.resume();
else await ledger.start(order);
console.log(ledger.leads ? "leads" : "follows");
// Like a window, it stays until somebody closes it.
setInterval(() => undefined, 1_000);
process.on("SIGTERM", () => void ledger.dispose().then(() => process.exit(0)));
