export interface TrainingSetting {
  readonly epochs: number;
  readonly learning_rate: number;
  readonly samples: number;
}

export interface SettingTypes {
  readonly "api.baseUrl": string;
  readonly "api.teamsUrl": string;
  readonly "api.webUrl": string;
  readonly connections: readonly unknown[];
  readonly "api.requestTimeout": number;
  readonly "api.uploadTypes": readonly string[];
  readonly "upload.askMegabytes": number;
  readonly "upload.maxMegabytes": number;
  readonly "check.enabled": boolean;
  readonly "check.onOpen": boolean;
  readonly "check.onType": boolean;
  readonly "check.onSave": boolean;
  readonly "check.files": readonly string[];
  readonly "check.periodicity": "auto" | "Minute" | "Hour" | "Day" | "Week" | "Month" | "Quarter" | "Year";
  readonly "check.severity": Readonly<Record<string, "error" | "warning" | "off">>;
  readonly "model.trainShare": number;
  readonly "model.refit": TrainingSetting;
  readonly "model.build": TrainingSetting;
  readonly "attribution.samples": number | null;
  readonly "results.interval": 0.5 | 0.8 | 0.9 | 0.95;
  readonly "results.currency": string;
  readonly "jobs.maxWait": number;
  readonly "jobs.pollMax": number;
  readonly "jobs.concurrent": number;
  readonly "notifications.level": "all" | "errors+long" | "errors" | "none";
  readonly "notifications.longJobSeconds": number;
  readonly "tools.enabled": boolean;
  readonly "tools.allowWrites": boolean;
  readonly "sandbox.autoStart": boolean;
  readonly "sandbox.engine": "nuts" | "fast";
  readonly "sandbox.maxWorkers": number;
  readonly "sandbox.dataFolder": string;
}

export type SettingKey = keyof SettingTypes;

/** What a workspace may set; of everything else only the user's own settings count. */
export const workspaceSettings: ReadonlySet<SettingKey> = new Set<SettingKey>([
  "check.enabled",
  "check.onOpen",
  "check.onType",
  "check.onSave",
  "check.files",
  "check.periodicity",
  "check.severity",
  "model.trainShare",
  "model.refit",
  "model.build",
  "attribution.samples",
  "results.currency",
]);

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === "string";
const number = (fits: (value: number) => boolean): Shape => {
  return (value) => typeof value === "number" && Number.isFinite(value) && fits(value);
};
const whole = (least: number, most: number): Shape =>
  number((value) => Number.isInteger(value) && value >= least && value <= most);
const oneOf = (...words: readonly string[]): Shape => {
  return (value) => typeof value === "string" && words.includes(value);
};
const yesOrNo: Shape = (value) => typeof value === "boolean";
const texts: Shape = (value) => Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "");
const severities: Shape = (value) =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(oneOf("error", "warning", "off"));
const megabytes = number((value) => value >= 0);
const rate = number((value) => value > 0 && value <= 1);
const training: Shape = (value) => {
  const { epochs, learning_rate, samples } = (value ?? {}) as Partial<Record<keyof TrainingSetting, unknown>>;
  return whole(1, 100_000)(epochs) && rate(learning_rate) && whole(1, 1_000)(samples);
};

/** The ranges of package.json: VS Code only underlines what does not fit, and hands it over all the same. */
const shapes: { readonly [K in SettingKey]: Shape } = {
  "api.baseUrl": text,
  "api.teamsUrl": text,
  "api.webUrl": text,
  // Each entry is looked at by itself: a mistake in one does not take the others away.
  connections: (value) => Array.isArray(value),
  "api.requestTimeout": whole(5, 3_600),
  "api.uploadTypes": texts,
  "upload.askMegabytes": megabytes,
  "upload.maxMegabytes": megabytes,
  "check.enabled": yesOrNo,
  "check.onOpen": yesOrNo,
  "check.onType": yesOrNo,
  "check.onSave": yesOrNo,
  "check.files": texts,
  "check.periodicity": oneOf("auto", "Minute", "Hour", "Day", "Week", "Month", "Quarter", "Year"),
  "check.severity": severities,
  "model.trainShare": number((value) => value > 0 && value < 1),
  "model.refit": training,
  "model.build": training,
  "attribution.samples": (value) => value === null || whole(1, 10_000)(value),
  "results.interval": number((value) => [0.5, 0.8, 0.9, 0.95].includes(value)),
  "results.currency": text,
  "jobs.maxWait": number((value) => value > 0 && value <= 720),
  "jobs.pollMax": whole(5, 300),
  "jobs.concurrent": whole(1, 32),
  "notifications.level": oneOf("all", "errors+long", "errors", "none"),
  "notifications.longJobSeconds": whole(1, 86_400),
  "tools.enabled": yesOrNo,
  "tools.allowWrites": yesOrNo,
  "sandbox.autoStart": yesOrNo,
  "sandbox.engine": oneOf("nuts", "fast"),
  "sandbox.maxWorkers": whole(1, 64),
  "sandbox.dataFolder": text,
};

/** Whether a value that somebody may have written by hand is one that the code can work with. */
export function fitsSetting(key: SettingKey, value: unknown): boolean {
  return shapes[key](value);
}
