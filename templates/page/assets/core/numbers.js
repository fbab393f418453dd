// Numbers as people type them and as answers hold them: digits with a point before decimals.
// Browsers' own number fields drop signs that they do not know, and 7,5 becomes 75: ours are text fields.

export const PLAIN = /^-?\d{1,15}(\.\d{1,10})?$/;
// Full-width digits and signs, and what stands for a minus in print.
const DIGITS = /[\uff10-\uff19\uff0c\uff0e\uff0b\uff0d]/g;
const MINUS = /^[\u2010-\u2013\u2212\ufe63\uff0d]/;
const SPACES = /[\s'\u2019]/g;
const WHOLE = /^\d+$/;
// With one sign, a point or a comma, what follows are decimals, in every language.
const DECIMAL = /^\d*[.,]\d+$|^\d+[.,]$/;
const GROUPED = /^\d{1,3}(?:([\s'\u2019])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
// With two signs, the one before the decimals is another than the one between thousands.
const GROUPED_BY_SIGN = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+$|^\d{1,3}(?:([.,])\d{3})(?:\2\d{3})+$/;
// 1,500 is one and a half here and fifteen hundred there.
const TWO_WAYS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * @param {string} digits
 * @param {boolean} isNegative
 */
function plain(digits, isNegative) {
  const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const isGrouped = at >= 0 && digits.split(digits[at]).length > 2;
  const end = at < 0 || isGrouped ? digits.length : at;
  const whole = digits.slice(0, end).replace(/[.,]/g, "").replace(/^0+(?=\d)/, "") || "0";
  const decimals = digits.slice(end + 1).replace(/0+$/, "");
  const value = decimals ? `${whole}.${decimals}` : whole;
  return isNegative && /[1-9]/.test(value) ? `-${value}` : value;
}

/**
 * Returns {value} for a number or nothing at all (""), {fault} with a word that says why it cannot be read.
 * @param {string} text
 * @returns {{value: string, fault?: undefined} | {value?: undefined, fault: string}}
 */
export function readNumber(text) {
  const typed = text
    .trim()
    .replace(DIGITS, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(MINUS, "-");
  if (!typed) return { value: "" };
  const sign = /^[+-]/.exec(typed)?.[0] ?? "";
  const digits = typed.slice(sign.length).trimStart();
  if (TWO_WAYS.test(digits)) return { fault: "number-two-ways" };
  if (![WHOLE, DECIMAL, GROUPED, GROUPED_BY_SIGN].some((form) => form.test(digits))) return { fault: "number-unreadable" };
  const value = plain(digits.replace(SPACES, ""), sign === "-");
  return PLAIN.test(value) ? { value } : { fault: "number-unreadable" };
}
