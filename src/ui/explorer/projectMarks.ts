import { EventEmitter, type Memento } from "vscode";
import { Owner } from "../kit/disposables";
import { type Place, projectNodeId } from "./nodes";

export type Mark = "pinned" | "hidden";

const keys: Readonly<Record<Mark, string>> = { pinned: "alviss.pinnedProjects", hidden: "alviss.hiddenProjects" };

/** Which projects the user wants first in the list, and which not at all. One that is pinned is not hidden. */
export class ProjectMarks extends Owner {
  private readonly changes = this.own(new EventEmitter<void>());
  readonly onDidChange = this.changes.event;

  constructor(private readonly storage: Memento) {
    super();
  }

  has(mark: Mark, { connection, project }: Place): boolean {
    return this.all(mark).includes(projectNodeId(connection.id, { team: project.team, project: project.id }));
  }

  /** Puts a project to the top of its team's list, takes it out of the list, or takes that back. */
  async set(mark: Mark, { connection, project }: Place, on: boolean): Promise<void> {
    const id = projectNodeId(connection.id, { team: project.team, project: project.id });
    await this.write(mark, id, on);
    if (on) await this.write(mark === "pinned" ? "hidden" : "pinned", id, false);
    this.changes.fire();
  }

  private async write(mark: Mark, id: string, on: boolean): Promise<void> {
    const others = this.all(mark).filter((one) => one !== id);
    await this.storage.update(keys[mark], on ? [...others, id] : others);
  }

  private all(mark: Mark): readonly string[] {
    const stored = this.storage.get<unknown>(keys[mark]);
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
  }
}
