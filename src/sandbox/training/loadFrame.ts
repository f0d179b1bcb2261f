import { callDataWorker } from "../store/dataWorker";
import { type BuiltFrame, type FrameRequest, type LoadFrame } from "./frameTypes";

export type FrameTask = FrameRequest & { readonly kind: "frame" };

export const loadFrame: LoadFrame = async (request, host) => {
  const task: FrameTask = { kind: "frame", ...request };
  return (await callDataWorker({ ...host, task })) as BuiltFrame;
};
