// Values of the status lists of tickets, tasks, projects and service calls that no tenant can change; all others are its own (dossier §8).

export const NEW = 1;
export const COMPLETE = 5;
