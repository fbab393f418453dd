// Index pages.
export {};
