Chart.defaults.animation = false;
Chart.defaults.responsive = true;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.font.family = 'system-ui, sans-serif';

/// A chart with what it shows in words, and the same numbers as a table. `configure()` gives
/// Chart.js's configuration in the colours of the moment; `data()` what table() takes.
function chartFigure({title, note, configure, data}) {
  const canvas = element('canvas',
    {role: 'img', 'aria-label': title + '. The numbers follow as a table.'});
  const details = element('details', {}, element('summary', {}, 'The numbers as a table'));
  let chart = null;
  const draw = () => {
    if (chart) chart.destroy();
    chart = new Chart(canvas, configure());
  };
  const tabulate = () => {
    if (!details.open) return;
    details.replaceChildren(details.firstChild, table(data()));
  };
  details.addEventListener('toggle', tabulate);
  redraws.push(draw);
  const figure = element('figure', {}, element('h3', {}, title),
    element('div', {class: 'canvas'}, canvas), element('figcaption', {}, note), details);
  return {figure, refresh: () => { draw(); tabulate(); }};
}

function axisOptions(title, format, more = {}) {
  return {
    title: {display: true, text: title, color: styleValue('--quiet')},
    grid: {color: styleValue('--line'), borderColor: styleValue('--line')},
    ...more,
    ticks: {color: styleValue('--quiet'), maxRotation: 0, callback: format, ...more.ticks},
  };
}

/// Ticks of a logarithmic axis: numbers that begin with 1, 2 or 5, all where it is short.
function roundTicks(scale = 1, suffix = '') {
  return function (value) {
    const leading = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
    const isShort = this.max / this.min < 8;
    if (!isShort && ![1, 2, 5].includes(Math.round(1e6 * leading) / 1e6)) return '';
    return decimalText(scale * value, null) + suffix;
  };
}

function commonOptions({x, y, label}) {
  return {
    scales: {x, y},
    interaction: {mode: 'nearest', intersect: false, axis: 'xy'},
    plugins: {
      legend: {display: false},
      tooltip: {
        filter: item => !item.dataset.band, callbacks: {title: () => '', label},
        backgroundColor: styleValue('--raised'), bodyColor: styleValue('--text'),
        borderColor: styleValue('--line'), borderWidth: 1, displayColors: false,
      },
    },
  };
}

/// Options of a value axis that reaches as far as intervals do, and to zero.
function reach(intervals) {
  const bounds = intervals.flatMap(each => [each?.low ?? 0, each?.high ?? 0]);
  return {beginAtZero: true, suggestedMin: Math.min(...bounds), suggestedMax: Math.max(...bounds)};
}

/// Draws the interval of every point of a data set that has `intervals`, along its value axis.
const whiskers = {
  id: 'whiskers',
  afterDatasetsDraw(chart) {
    const along = chart.options.indexAxis === 'y' ? 'x' : 'y';
    const context = chart.ctx;
    context.save();
    context.strokeStyle = styleValue('--text');
    context.lineWidth = 1.5;
    chart.data.datasets.forEach((dataset, k) => {
      if (!dataset.intervals || !chart.isDatasetVisible(k)) return;
      chart.getDatasetMeta(k).data.forEach((point, i) => {
        const interval = dataset.intervals[i];
        if (!interval || interval.low === null || interval.high === null) return;
        const [from, to] = [interval.low, interval.high]
          .map(bound => chart.scales[along].getPixelForValue(bound));
        context.beginPath();
        const line = (fromSide, fromEnd, toSide, toEnd) => {
          const at = (side, end) => along === 'y' ? [point.x + side, end] : [end, point.y + side];
          context.moveTo(...at(fromSide, fromEnd));
          context.lineTo(...at(toSide, toEnd));
        };
        line(0, from, 0, to);
        for (const end of [from, to]) line(-4, end, 4, end);
        context.stroke();
      });
    });
    context.restore();
  },
};
