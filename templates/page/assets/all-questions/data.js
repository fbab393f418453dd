// All questions of all banks, and what each can be chosen by: read from what the build has written (toolkit/search/asked.py).

/**
 * @typedef {[value: string, label: string, group: string]} Choice
 * @typedef {{facets: Record<string, Choice[]>, banks: [bank: string, questions: [id: string, ...values: number[][]][]][]}} Written
 * @typedef {Map<string, Record<string, string[]>>} Values by name of a question, and by facet
 */

export const FACETS = ["phase", "topic", "type"];

/**
 * @param {Written} written
 * @returns {Values}
 */
export function valuesOf({ facets, banks }) {
  return new Map(
    banks.flatMap(([bank, questions]) =>
      questions.map(([id, ...numbers]) => {
        const values = FACETS.map((facet, at) => [facet, numbers[at].map((number) => facets[facet][number][0])]);
        return /** @type {[string, Record<string, string[]>]} */ ([`${bank}/${id}`, Object.fromEntries(values)]);
      }),
    ),
  );
}
