// Checklists.
export {};
