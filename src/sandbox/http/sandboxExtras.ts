import { demoProject } from "../training/demo";
import { type Api } from "./api";
import { Refusal } from "./refusal";

export interface ExtrasOptions {
  /** Starts or continues the content of the demo project in the background. */
  readonly makeDemo: () => void;
  /** A window says that it is there. */
  readonly onWindow: () => void;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Calls that only a sandbox has. */
export function sandboxExtraRoutes(api: Api, { makeDemo, onWindow }: ExtrasOptions): void {
  api.route({
    method: "POST",
    path: "/sandbox/demo",
    about: "Makes the demo project, or goes on with it.",
    needs: "admin",
    handle: () => {
      const { teamId, id } = demoProject(api.training);
      makeDemo();
      return { teamId, projectId: id };
    },
  });
  api.route({
    method: "POST",
    path: "/sandbox/windows/:window",
    about: "A window says that it is there.",
    needs: "observer",
    handle: ({ request }) => {
      const { window } = request.params as { window: string };
      if (!UUID.test(window)) {
        throw new Refusal(422, [
          { loc: ["path", "window"], msg: "Input should be a valid UUID", type: "uuid_parsing" },
        ]);
      }
      onWindow();
    },
  });
}
