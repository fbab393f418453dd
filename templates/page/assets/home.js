// The home page.
export {};
