// How a number is written: the same rules as pages/frame/text/numbers.py.
const WRITTEN = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }); // once: toLocaleString makes one a call

export function formatNumber(value) {
  if (Number.isNaN(value)) return '…';
  const size = Math.abs(value);
  const text = WRITTEN.format(size);
  return value < 0 && text !== '0' ? `−${text}` : text;
}

// What two decimals would make 0, by its power of ten: 4.4·10⁻¹⁶.
export function formatSmall(value) {
  if (!value || Math.abs(value) >= 0.01) return formatNumber(value);
  const [digits, power] = Math.abs(value).toExponential(1).split('e');
  const raised = [...power].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c])).join('');
  return `${value < 0 ? '−' : ''}${digits.replace(/\.0$/, '')}·10${raised}`;
}

export function isRounded(value) {
  return Math.abs(value * 100 - Math.round(value * 100)) > 1e-7;
}

// "= 3", or "≈ 0.33" where what is written is not the whole number.
export function equals(value, rounded = isRounded(value)) {
  return `${rounded ? '≈' : '='} ${formatNumber(value)}`;
}

// In a written-out sum a factor stands in brackets, and a term keeps its sign in front.
export function signed(value) {
  return value < 0 ? ` − ${formatNumber(-value)}` : ` + ${formatNumber(value)}`;
}

// A product written out: (2)(−0.5).
export function multiplied(...factors) {
  return factors.map((factor) => `(${formatNumber(factor)})`).join('');
}

// Of many terms the first and the last two.
export function shortened(terms, { most = 12, first = 8 } = {}) {
  return terms.length > most ? [...terms.slice(0, first), '…', ...terms.slice(-2)] : terms;
}
