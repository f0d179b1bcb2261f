import { readAttribution } from "../store/attributionRecords";
import { readAttributionSet, saveSetDates } from "../store/attributionSetRecords";
import { activate } from "../store/projectRecords";
import { type Job, JobFailed } from "./jobTypes";

/** Aligns attributions: the set covers the days that all of them cover. */
export const attributionSetJob: Job = async (place, { key, report }) => {
  const set = readAttributionSet(place.db, key);
  if (!set) throw new JobFailed("The attribution set's record is gone.");
  const members = set.attributionIds.map((iid) => {
    const member = readAttribution(place.db, { projectId: key.projectId, iid });
    if (member?.state !== "done") throw new JobFailed(`Attribution ${iid} is not completed.`);
    return member;
  });
  report(0.5, "aligning");
  const start = members.map((member) => member.startDate).reduce((a, b) => (a > b ? a : b));
  const end = members.map((member) => member.endDate).reduce((a, b) => (a < b ? a : b));
  if (start > end) {
    const spans = members.map((member) => `${member.iid}: ${member.startDate} to ${member.endDate}`).join("; ");
    throw new JobFailed(`These attributions share no dates (${spans}). Attribute them over periods that overlap.`);
  }
  return Promise.resolve({
    message: `Aligned to the dates that its attributions share: ${start} to ${end}.`,
    save: () => {
      saveSetDates(place.db, key, start, end);
      if (set.activate) activate(place.db, key.projectId, "set", key.iid);
    },
  });
};
