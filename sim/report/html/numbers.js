const missing = '–';

const timeUnit = (() => {
  const horizon = result.study.horizon_seconds;
  if (horizon >= 2 * 86400) return {seconds: 86400, suffix: 'd', name: 'days'};
  if (horizon >= 2 * 3600) return {seconds: 3600, suffix: 'h', name: 'hours'};
  return {seconds: 60, suffix: 'min', name: 'minutes'};
})();

/// How numbers of a kind are written: times `scale`, to `most` decimals, followed by `suffix`.
const kinds = {
  share: {scale: 100, most: 4, suffix: '%'},
  points: {scale: 100, most: 4, suffix: ''},
  money: {scale: 1, most: 2, suffix: ''},
  time: {scale: 1 / timeUnit.seconds, most: 2, suffix: timeUnit.suffix},
  number: {scale: 1, most: 4, suffix: ''},
  leverage: {scale: 1, most: 4, suffix: 'x'},
  plain: {scale: 1, most: 6, suffix: ''},
  chance: {scale: 1, most: 4, suffix: ''},  // a p-value, which may be very small
};

function isInterval(value) {
  return value !== null && typeof value === 'object' && 'estimate' in value;
}

/// The number by which a value is drawn and sorted.
function numberOf(value) {
  return isInterval(value) ? value.estimate : value;
}

/// Two digits of the half width of an interval, as far as the kind goes; none where it is narrower
/// than that about a whole number. Of a lone number, what it takes.
function decimalsOf(value, {scale, most}) {
  if (!isInterval(value)) return null;
  const bounds = [value.low, value.high].filter(bound => bound !== null);
  const width = scale * Math.max(0, ...bounds.map(bound => Math.abs(bound - value.estimate)));
  const estimate = scale * value.estimate;
  const least = 0.5 * 10 ** -most;
  if (width < least) return Math.abs(estimate - Math.round(estimate)) < least ? 0 : most;
  return Math.min(most, Math.max(0, 1 - Math.floor(Math.log10(width))));
}

function decimalText(number, decimals) {
  if (number === null || number === undefined) return missing;
  if (number === 0) return '0';
  const digits = decimals === null ?
    {maximumSignificantDigits: 6} :
    {minimumFractionDigits: decimals, maximumFractionDigits: decimals};
  const text = number.toLocaleString('en-US', digits);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}

/// 11.24%
function estimateText(value, kind) {
  const number = numberOf(value);
  if (number === null || number === undefined) return missing;
  if (typeof number === 'string') return number;
  if (kind === 'chance') return number < 1e-4 ? '< 0.0001' : decimalText(number, 4);
  const {scale, suffix} = kinds[kind];
  return decimalText(scale * number, decimalsOf(value, kinds[kind])) + suffix;
}

/// [11.10, 11.38]
function boundsText(value, kind) {
  const {scale} = kinds[kind];
  const decimals = decimalsOf(value, kinds[kind]);
  const text = bound => decimalText(bound === null ? null : scale * bound, decimals);
  return `[${text(value.low)}, ${text(value.high)}]`;
}

/// 11.24% [11.10, 11.38]
function valueText(value, kind) {
  return isInterval(value) ? estimateText(value, kind) + ' ' + boundsText(value, kind) :
    estimateText(value, kind);
}

/// Whole days, hours, minutes, seconds: 30d, 1d 12h.
function durationText(seconds) {
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'm'], [1, 's']].map(([unit, name]) => {
    const count = Math.floor(seconds / unit);
    seconds -= count * unit;
    return count > 0 ? count + name : '';
  });
  return parts.filter(part => part).join(' ') || '0s';
}
