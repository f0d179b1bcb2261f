import { parseTypedId, type ProjectId, type TeamId } from "../../../platform/ids";

/** Two ids around a slash; of an address, the last two numbers in its path. */
export function parseProject(text: string): { team: TeamId; project: ProjectId } | undefined {
  const trimmed = text.trim();
  const parts =
    URL.canParse(trimmed) && trimmed.includes("://")
      ? new URL(trimmed).pathname
          .split("/")
          .filter((part) => /^\d+$/.test(part))
          .slice(-2)
      : trimmed.split("/");
  const [team, project, ...others] = parts.map((part) => part.trim());
  if (team === undefined || project === undefined || others.length > 0) return undefined;
  const [teamId, projectId] = [parseTypedId<"team">(team), parseTypedId<"project">(project)];
  return teamId === undefined || projectId === undefined ? undefined : { team: teamId, project: projectId };
}
