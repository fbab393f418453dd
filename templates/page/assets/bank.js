// Question banks.
export {};
