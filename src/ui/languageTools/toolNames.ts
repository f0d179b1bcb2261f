/** Tools that only read. */
export const readNames = [
  "alviss_list_objects",
  "alviss_get_object",
  "alviss_get_job",
  "alviss_get_results",
  "alviss_check_file",
  "alviss_check_graph",
  "alviss_describe_data_format",
] as const;

/** Tools that make something, which is confirmed each time. */
export const writeNames = [
  "alviss_upload_file",
  "alviss_create_dataset",
  "alviss_refit_model",
  "alviss_build_model",
  "alviss_run_attribution",
  "alviss_align_attributions",
] as const;

export type ReadName = (typeof readNames)[number];
export type WriteName = (typeof writeNames)[number];
