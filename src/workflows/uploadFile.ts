import * as l10n from "@vscode/l10n";
import { AlvissError } from "../platform/errors";
import { showId } from "../platform/ids";
import { type UploadRecord } from "../platform/records";
import { whyUnreadable } from "../platform/fileTroubles";
import { type FileState, fileSource, type UploadSource } from "../platform/uploadSource";
import { type FileToUpload, type PlanOf, type StepPlan } from "./plans";
import { refOf, sendOnce, settleObject, type Tools, type Workflow } from "./workflow";

export const uploadFile: Workflow<PlanOf<"uploadFile">> = {
  steps: (plan) => uploadSteps([plan]),
  run: async (plan, tools) => {
    const record = await upload(plan, uploadSteps([plan])[0]?.name ?? "", tools);
    const object = refOf<"upload">(record);
    return { result: "done", object, next: [{ verb: "createDataset", object }], ...said(record) };
  },
};

export function uploadSteps(files: readonly FileToUpload[]): StepPlan[] {
  const seen = new Map<string, number>();
  return files.map(({ path }) => {
    const name = `Upload ${fileName(path)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name} (${String(count)})`, kind: "upload" };
  });
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** One file after the other: a second stream would only share the same line. */
export async function uploadAll(files: readonly FileToUpload[], tools: Tools): Promise<readonly UploadRecord[]> {
  const steps = uploadSteps(files);
  const records: UploadRecord[] = [];
  for (const [index, file] of files.entries()) records.push(await upload(file, steps[index]?.name ?? "", tools));
  return records;
}

async function upload(file: FileToUpload, step: string, tools: Tools): Promise<UploadRecord> {
  const { client, project, signal, report } = tools;
  const { ref, doubt } = await sendOnce(tools, step, "upload", async () => {
    const source = await opened(file);
    return async () => {
      const record = await client.createUpload(
        project,
        { datasetName: file.datasetName, file: source },
        { signal, onProgress: ({ sent, total }) => report(step, "uploading", total === 0 ? 1 : sent / total) },
      );
      const mixed = l10n.t(
        '"{0}" changed while it was being sent, so upload {1} may hold a mixture.',
        source.name,
        showId(record.id),
      );
      return { id: record.id, doubt: (await source.unchanged()) ? undefined : mixed };
    };
  });
  if (doubt === undefined) return settleObject(tools, step, ref);
  // Only now: the upload exists, and whoever looks for it needs its id.
  throw new AlvissError({
    kind: "invalid",
    unsent: true,
    serverWords: doubt,
    remedy: l10n.t("Upload it again, and leave that upload out."),
  });
}

async function opened({ path, checked }: FileToUpload): Promise<UploadSource> {
  const source = await readable(path);
  if (checked === undefined || (checked.size === source.size && checked.modified === source.modified)) return source;
  throw new AlvissError({
    kind: "invalid",
    unsent: true,
    serverWords: l10n.t('"{0}" changed after it was checked, so it was not sent.', source.name),
    remedy: l10n.t("Upload it again: it is checked anew."),
  });
}

async function readable(path: string): Promise<UploadSource & FileState> {
  try {
    return await fileSource(path);
  } catch (cause) {
    const why = whyUnreadable(cause instanceof Error ? cause : { message: String(cause) });
    const serverWords = l10n.t('"{0}" cannot be read: {1}', fileName(path), why);
    const remedy = l10n.t("Nothing was sent.");
    throw new AlvissError({ kind: "invalid", unsent: true, serverWords, remedy }, { cause });
  }
}

/** The server's message on a good end holds its warnings. */
export function said(record: { readonly message: string | undefined }): { message?: string } {
  return record.message === undefined ? {} : { message: record.message };
}
