import { ConfigurationTarget, workspace } from "vscode";
import { fitsSetting, type SettingKey, type SettingTypes } from "./settingTypes";

export { type TrainingSetting } from "./settingTypes";

/** Reads a setting; what the user wrote counts only where it is what package.json declares, else the default there. */
export function setting<K extends SettingKey>(key: K): SettingTypes[K] {
  const configuration = workspace.getConfiguration("alviss");
  const value = configuration.get(key);
  return (fitsSetting(key, value) ? value : configuration.inspect(key)?.defaultValue) as SettingTypes[K];
}

export async function changeSetting<K extends SettingKey>(key: K, value: SettingTypes[K]): Promise<void> {
  await workspace.getConfiguration("alviss").update(key, value, ConfigurationTarget.Global);
}
