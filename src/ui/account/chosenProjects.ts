import { EventEmitter, type Memento } from "vscode";
import { type ProjectId, type ProjectRef, type TeamId } from "../../platform/ids";
import { Owner } from "../kit/disposables";

/** A project and the connection it is reached by: two servers may use the same ids. */
export interface ProjectPlace extends ProjectRef {
  readonly connectionId: string;
  readonly name: string;
  /** The user said so; a project that became current by itself is proposed, never assumed. */
  readonly byUser?: boolean;
  /** The project's page in the web app, where the user pasted it. */
  readonly webAddress?: string;
}

const currentKey = "alviss.currentProject";
const addedKey = "alviss.addedProjects";

/**
 * The project that commands propose first, and the projects the user added by hand. The current one is kept by
 * workspace, in storage and never in a setting: a cloned repository must not choose where an upload goes.
 */
export class ChosenProjects extends Owner {
  private readonly changes = this.own(new EventEmitter<void>());
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly workspaceState: Memento,
    private readonly globalState: Memento,
  ) {
    super();
  }

  get current(): ProjectPlace | undefined {
    return readPlace(this.workspaceState.get(currentKey));
  }

  isCurrent(connectionId: string, ref: ProjectRef): boolean {
    const current = this.current;
    return current !== undefined && samePlace(current, { connectionId, ...ref });
  }

  async use(place: ProjectPlace | undefined): Promise<void> {
    await this.workspaceState.update(currentKey, place);
    this.changes.fire();
  }

  added(connectionId: string): readonly ProjectPlace[] {
    return this.everyAdded().filter((place) => place.connectionId === connectionId);
  }

  webAddress(connectionId: string, ref: ProjectRef): string | undefined {
    return this.added(connectionId).find((place) => samePlace(place, { connectionId, ...ref }))?.webAddress;
  }

  async add(place: ProjectPlace): Promise<void> {
    const others = this.everyAdded().filter((other) => !samePlace(other, place));
    await this.globalState.update(addedKey, [...others, place]);
    this.changes.fire();
  }

  async remove(place: Spot): Promise<void> {
    await this.globalState.update(
      addedKey,
      this.everyAdded().filter((other) => !samePlace(other, place)),
    );
    if (this.current !== undefined && samePlace(this.current, place))
      await this.workspaceState.update(currentKey, undefined);
    this.changes.fire();
  }

  private everyAdded(): readonly ProjectPlace[] {
    return this.globalState
      .get<readonly unknown[]>(addedKey, [])
      .map(readPlace)
      .filter((place) => place !== undefined);
  }
}

type Spot = Pick<ProjectPlace, "connectionId" | "team" | "project">;

function samePlace(one: Spot, other: Spot): boolean {
  return one.connectionId === other.connectionId && one.team === other.team && one.project === other.project;
}

function readPlace(stored: unknown): ProjectPlace | undefined {
  const value = stored as Partial<Record<keyof ProjectPlace, unknown>> | null | undefined;
  const { connectionId, team, project, name, byUser, webAddress } = value ?? {};
  if (typeof connectionId !== "string" || typeof team !== "string" || typeof project !== "string") return undefined;
  const shown = typeof name === "string" ? name : project;
  return {
    connectionId,
    team: team as TeamId,
    project: project as ProjectId,
    name: shown,
    byUser: byUser === true,
    ...(typeof webAddress === "string" && { webAddress }),
  };
}
