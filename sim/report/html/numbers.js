const missing = '–';

const timeUnit = (() => {
  const horizon = result.study.horizon_seconds;
  if (horizon >= 2 * 86400) return {seconds: 86400, suffix: 'd', name: 'days'};
  if (horizon >= 2 * 3600) return {seconds: 3600, suffix: 'h', name: 'hours'};
  return {seconds: 60, suffix: 'min', name: 'minutes'};
})();

/// How numbers of a kind are written: times `scale`, to `most` decimals, followed by `suffix`; 0 and
/// what is `whole` without decimals. As in the terminal (sim/report/interval.cpp).
const kinds = {
  share: {scale: 100, most: 6, suffix: '%', whole: 100},
  points: {scale: 100, most: 6, suffix: '', whole: 100},
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

/// Two digits of the width of an interval, as far as the kind goes; where it is narrower than that,
/// two, and none about a whole number. Of a lone number, what it takes.
function decimalsOf(value, {scale, most}) {
  if (!isInterval(value)) return null;
  const invisible = 0.5 * 10 ** -most;
  const isBounded = value.low !== null && value.high !== null;
  const width = isBounded ? (value.high - value.low) * scale : 0;
  if (width >= invisible) {
    return Math.min(most, Math.max(0, -Math.floor(Math.log10(width / 10))));
  }
  const shown = scale * value.estimate;
  return Math.abs(shown - Math.round(shown)) < invisible ? 0 : 2;
}

function decimalText(number, decimals) {
  if (number === null || number === undefined) return missing;
  if (number === 0) return '0';
  if (decimals === null) return number.toLocaleString('en-US', {maximumSignificantDigits: 6});
  const [whole, rest] = Math.abs(number).toFixed(decimals).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
  return number < 0 && /[1-9]/.test(text) ? '-' + text : text;
}

function scaledText(number, decimals, kind) {
  if (number === null) return missing;
  const {scale, whole} = kinds[kind];
  return decimalText(scale * number, scale * number === whole ? 0 : decimals);
}

/// 11.24%
function estimateText(value, kind) {
  const number = numberOf(value);
  if (number === null || number === undefined) return missing;
  if (typeof number === 'string') return number;
  if (kind === 'chance') return number < 1e-4 ? '< 0.0001' : decimalText(number, 4);
  return scaledText(number, decimalsOf(value, kinds[kind]), kind) + kinds[kind].suffix;
}

/// [11.10, 11.38]
function boundsText(value, kind) {
  const decimals = decimalsOf(value, kinds[kind]);
  const text = bound => scaledText(bound, decimals, kind);
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
