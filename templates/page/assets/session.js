// Session guides.
export {};
