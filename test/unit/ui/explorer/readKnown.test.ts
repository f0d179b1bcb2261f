import assert from "node:assert/strict";
import { type Memento } from "vscode";
import { parseTypedId, type UploadId } from "../../../../src/platform/ids";
import { type AnyRecord } from "../../../../src/platform/records";
import { KnownObjects } from "../../../../src/ui/explorer/knownObjects";
import { type FolderNode } from "../../../../src/ui/explorer/nodes";
import { readKnown } from "../../../../src/ui/explorer/readKnown";
import { type ScriptedPlatform, scriptedPlatform } from "../../../support/scriptedPlatform";

describe("a folder of a server without lists", () => {
  let platform: ScriptedPlatform;
  beforeEach(async () => (platform = await scriptedPlatform()));
  afterEach(() => platform.close());

  it("reads what has ended once, and what is at work or new each time", async () => {
    const connection = { id: "c", kind: "cloud", account: "", server: platform.server } as const;
    const { team, project } = platform.project;
    const folder: FolderNode = {
      kind: "folder",
      connection,
      project: { id: project, team, name: "P", periodicity: undefined },
      holds: "upload",
      count: undefined,
      more: false,
      listed: false,
    };
    const known = new KnownObjects(memory());
    const upload = (id: string) => ({ kind: "upload", id: parseTypedId<"upload">(id) as UploadId }) as const;
    await known.remember("c", platform.project, [upload("1"), upload("2")]);
    platform.words.set("datauploads/2", ["pending"]);
    const shown = new Map<string, AnyRecord>();
    const { signal } = new AbortController();
    const read = async (ended: (nodeId: string) => AnyRecord | undefined): Promise<string[]> => {
      const before = platform.seen.length;
      for (const record of await readKnown(folder, 50, { client: platform.client(), known, ended, signal }))
        shown.set(`c/1/2/upload/${record.id}`, record);
      return platform.seen.slice(before).map(({ url }) => url.replace(/.*datauploads\//, "").replace(/\?.*/, ""));
    };
    const ended = (id: string): AnyRecord | undefined => {
      const record = shown.get(id);
      return record?.phase === "working" ? undefined : record;
    };
    assert.deepEqual((await read(ended)).sort(), ["1", "2"]);
    await known.remember("c", platform.project, [upload("3")]);
    assert.deepEqual((await read(ended)).sort(), ["2", "3"]);
    assert.equal(shown.size, 3);
    assert.deepEqual((await read(() => undefined)).sort(), ["1", "2", "3"]);
  });
});

function memory(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, usual?: T) => (kept.get(key) ?? usual) as T,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
}
