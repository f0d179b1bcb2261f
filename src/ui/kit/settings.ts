import { ConfigurationTarget, type ConfigurationScope, workspace } from "vscode";
import { fitsSetting, type SettingKey, type SettingTypes, workspaceSettings } from "./settingTypes";

export { type TrainingSetting } from "./settingTypes";

/**
 * Reads a setting, of a file where that makes a difference; what the user wrote counts only where it is what package.json
 * declares, else the default there.
 */
export function setting<K extends SettingKey>(key: K, of?: ConfigurationScope): SettingTypes[K] {
  const configuration = workspace.getConfiguration("alviss", of);
  const found = configuration.inspect(key);
  // Earlier versions of VS Code let a workspace in through an object, such as "alviss.api": { "baseUrl": ... }.
  const value = workspaceSettings.has(key) ? configuration.get(key) : found?.globalValue;
  return (fitsSetting(key, value) ? value : found?.defaultValue) as SettingTypes[K];
}

export async function changeSetting<K extends SettingKey>(key: K, value: SettingTypes[K]): Promise<void> {
  await workspace.getConfiguration("alviss").update(key, value, ConfigurationTarget.Global);
}
