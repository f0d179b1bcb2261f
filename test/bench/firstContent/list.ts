// A process of its own: loads the client, reads what the tree shows first, and prints the milliseconds since its start.
import { AlvissClient } from "../../../src/platform/client";
import { type ProjectRef } from "../../../src/platform/ids";
import { inMemory } from "../../../src/platform/keyValueStore";
import { KnownObjects } from "../../../src/platform/knownObjects";
import { ProjectObjects } from "../../../src/platform/projectObjects";

const [url = "", teamUrl = "", token = ""] = process.argv.slice(2);
const memory = inMemory();
const client = new AlvissClient({
  server: { name: "Sandbox", apiUrl: url, teamsUrl: teamUrl, webUrl: undefined },
  token: () => Promise.resolve(token),
  memory,
});
const objects = new ProjectObjects(client, new KnownObjects(memory).of("bench"));
const { signal } = new AbortController();

const teams = await client.listTeams({ signal });
const team = teams.find(({ name }) => name === "Nordic") ?? teams[0];
if (team === undefined) throw new Error("There is no team.");
const [project] = (await client.listProjects(team.id, { signal })) ?? [];
if (project === undefined) throw new Error("There is no project.");
const ref: ProjectRef = { team: team.id, project: project.id };
const { items, completeness } = await objects.list("model", ref, { limit: 50, signal });
console.log(JSON.stringify({ ms: performance.now(), models: items.length, completeness }));
