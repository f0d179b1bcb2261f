import { ConfigurationTarget, workspace } from "vscode";

export interface TrainingSetting {
  readonly epochs: number;
  readonly learning_rate: number;
  readonly samples: number;
}

interface SettingTypes {
  readonly "api.baseUrl": string;
  readonly "api.teamsUrl": string;
  readonly "api.webUrl": string;
  readonly "api.uploadTypes": readonly string[];
  readonly "upload.askMegabytes": number;
  readonly "upload.maxMegabytes": number;
  readonly "model.trainShare": number;
  readonly "model.refit": TrainingSetting;
  readonly "model.build": TrainingSetting;
  readonly "attribution.samples": number | null;
  readonly "notifications.level": "all" | "errors+long" | "errors" | "none";
  readonly "notifications.longJobSeconds": number;
  readonly "sandbox.engine": "nuts" | "fast";
  readonly "sandbox.maxWorkers": number;
  readonly "sandbox.dataFolder": string;
}

export type SettingKey = keyof SettingTypes;

/** Reads a setting as package.json declares it; the defaults stand there and nowhere else. */
export function setting<K extends SettingKey>(key: K): SettingTypes[K] {
  return workspace.getConfiguration("alviss").get(key) as SettingTypes[K];
}

export async function changeSetting<K extends SettingKey>(key: K, value: SettingTypes[K]): Promise<void> {
  await workspace.getConfiguration("alviss").update(key, value, ConfigurationTarget.Global);
}
