import { type Memento, type Uri } from "vscode";
import { type TypeName } from "../../../dataFiles/fileTypes";

const key = "alviss.fileTypes";

/** Which type a file is, where the user said so, by workspace. */
export class FileTypeMemory {
  constructor(private readonly workspaceState: Memento) {}

  of(uri: Uri): TypeName | undefined {
    const type = this.all()[uri.toString()];
    return typeof type === "string" ? type : undefined;
  }

  /** Undefined: the one that the header shows. */
  async choose(uri: Uri, type: TypeName | undefined): Promise<void> {
    const others = Object.entries(this.all()).filter(([file]) => file !== uri.toString());
    const chosen: [string, unknown][] = type === undefined ? [] : [[uri.toString(), type]];
    await this.workspaceState.update(key, Object.fromEntries([...others, ...chosen]));
  }

  private all(): Readonly<Record<string, unknown>> {
    const kept = this.workspaceState.get<unknown>(key);
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  }
}
