/** The platform's roles in rising order: each may do what the ones before it may. */
export const ROLES = ["observer", "member", "data_manager", "model_developer", "manager", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** As the platform's pages write them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  observer: "Observer",
  member: "Member",
  data_manager: "Data Manager",
  model_developer: "Model Developer",
  manager: "Manager",
  admin: "Admin",
};

export const reaches = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
