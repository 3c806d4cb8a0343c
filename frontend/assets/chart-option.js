/* From a chart's data to what ECharts is told. */
import { number, pointWords, stateWord, value } from './chart-words.js';

const MANY = 150;
const FAR_OFF = 6;
const MARKS = {
  breach: { symbol: 'triangle', symbolSize: 13, tone: 'bad' },
  nan: { symbol: 'path://M2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 L0,2 Z', symbolSize: 11, tone: 'bad' },
  outlier: { symbol: 'diamond', symbolSize: 13, tone: 'text', hollow: true },
  would: { symbol: 'triangle', symbolSize: 13, tone: 'bad', hollow: true },
};
const SEVERITIES = { info: 'quiet', information: 'quiet', warning: 'warn', warn: 'warn' };
const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]];
const TONES = ['accent', 'text', 'quiet', 'unknown'];

/* Colours of the scheme that is in force: ECharts takes no CSS variables. */
export function colours(host) {
  const probe = document.createElement('i');
  probe.hidden = true;
  host.append(probe);
  const found = {};
  for (const name of ['text', 'quiet', 'line', 'line-strong', 'raised', 'accent', 'bad', 'warn', 'ok', 'ok-tint', 'unknown']) {
    probe.style.color = `var(--v-${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  found.font = getComputedStyle(host).fontFamily;
  probe.remove();
  return found;
}

/* From the first x to the last. */
export function span(data) {
  const xs = data.series.flatMap((one) => one.points.map((point) => point.x));
  if (!xs.length) return null;
  let [first, last] = [Infinity, -Infinity];
  for (const x of xs) [first, last] = [Math.min(first, x), Math.max(last, x)];
  return [first, last];
}

function step(length, parts) {
  const raw = length / parts;
  const unit = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 2.5, 5, 10].find((nice) => nice * unit >= raw * 0.999) * unit;
}

/* The values to be seen, and every limit that does not press them flat. */
function heights(data, seen) {
  const [from, to] = seen ?? [-Infinity, Infinity];
  let [low, high] = [Infinity, -Infinity];
  const take = (y) => { [low, high] = [Math.min(low, y), Math.max(high, y)]; };
  for (const { points } of data.series) {
    for (const point of points) if (point.y !== null && point.y !== undefined && point.x >= from && point.x <= to) take(point.y);
  }
  if (data.band) {
    take(data.band.from);
    take(data.band.to);
  }
  const [valuesLow, valuesHigh] = [low, high];
  const reach = FAR_OFF * Math.max(high - low, Math.abs(high) * 0.02);
  const off = [];
  for (const limit of data.limits ?? []) {
    if (low > high || (limit.y >= valuesLow - reach && limit.y <= valuesHigh + reach)) take(limit.y);
    else off.push(limit);
  }
  if (low > high) [low, high] = [0, 1];
  if (low === high) [low, high] = [low - Math.max(0.5 * Math.abs(low), 1e-9), high + Math.max(0.5 * Math.abs(high), 1e-9)];
  const pad = data.x === 'value' ? 0 : (high - low) * 0.06;
  const interval = step(high - low + 2 * pad, 4);
  const bottom = Math.floor((low - pad) / interval) * interval;
  /* What is never negative has no room for it. */
  return { min: low >= 0 ? Math.max(0, bottom) : bottom, max: Math.ceil((high + pad) / interval) * interval, interval, off };
}

/* Labels that would run into each other are left out, the last one never. */
function ticks(data, seen, whole, width) {
  if (!whole) return [];
  const [from, to] = seen ?? whole;
  const scale = (width - 80) / Math.max(to - from, 1e-9);
  const kept = [];
  let free = Infinity;
  for (const tick of [...(data.ticks ?? [])].reverse()) {
    if (tick.x < from || tick.x > to) continue;
    const half = 3.6 * tick.label.length + 5;
    const named = tick.x * scale + half < free;
    if (named) free = tick.x * scale - half;
    kept.push({ ...tick, named });
  }
  return kept;
}

function limitLine(limit, colour) {
  const halo = { textBorderColor: colour.raised, textBorderWidth: 3 };
  const tone = colour[SEVERITIES[limit.severity] ?? 'bad'];
  return {
    yAxis: limit.y,
    lineStyle: { color: tone, type: [5, 4], width: 1 },
    label: { formatter: limit.label.replace(/[{}|]/g, ' '), color: tone, position: 'insideEndTop', fontSize: 11, distance: 4, ...halo },
  };
}

/* On a line that is not drawn, for an area's own label lies under the curve. */
function bandName(band, colour) {
  return {
    yAxis: (band.from + band.to) / 2,
    lineStyle: { width: 0 },
    label: { formatter: band.label.replace(/[{}|]/g, ' '), color: colour.ok, position: 'insideStartTop', fontSize: 11, distance: 4,
      textBorderColor: colour.raised, textBorderWidth: 3 },
  };
}

function line(one, index, data, look, first) {
  const colour = look.colours;
  const tone = colour[TONES[index % TONES.length]];
  const [from, to] = look.seen ?? [-Infinity, Infinity];
  const shown = one.points.reduce((count, point) => count + (point.x >= from && point.x <= to), 0);
  return {
    name: one.name ?? '',
    type: one.kind === 'scatter' ? 'scatter' : 'line',
    data: one.points.map((point) => [point.x, point.y ?? null]),
    symbol: 'circle',
    symbolSize: one.kind === 'scatter' ? 6 : 5,
    showSymbol: shown <= (data.x === 'value' ? 40 : MANY),
    sampling: 'lttb',
    // The fifth line has the colour of the first, and other dashes.
    lineStyle: { width: 1.8, color: tone, type: DASHES[(index + Math.floor(index / TONES.length)) % DASHES.length] },
    itemStyle: { color: tone },
    emphasis: { disabled: true },
    z: 3,
    ...(first && {
      markArea: data.band && {
        silent: true,
        itemStyle: { color: colour['ok-tint'] },
        data: [[{ yAxis: data.band.from }, { yAxis: data.band.to }]],
      },
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        data: [
          ...(data.band ? [bandName(data.band, colour)] : []),
          ...(data.limits ?? []).filter((limit) => !look.off.includes(limit)).map((limit) => limitLine(limit, colour)),
          ...look.ticks.map((tick) => ({
            xAxis: tick.x,
            lineStyle: { color: colour['line-strong'], type: [2, 3], width: 1 },
            label: data.x === 'version' || !tick.named ? { show: false }
              : { formatter: tick.label.replace(/[{}|]/g, ' '), color: colour.quiet, position: 'end', fontSize: 11, distance: 4 },
          })),
        ],
      },
    }),
  };
}

/* A breach and an outlier stand out by shape and by colour. */
function marks(data, look) {
  return Object.entries(MARKS).map(([state, mark]) => ({
    type: 'scatter',
    data: data.series.flatMap((one) => one.points).filter((point) => point.state === state).map((point) => [point.x, point.y ?? look.min]),
    symbol: mark.symbol,
    symbolSize: mark.symbolSize,
    symbolOffset: state === 'nan' ? [0, -8] : 0,
    itemStyle: mark.hollow
      ? { color: look.colours.raised, borderColor: look.colours[mark.tone], borderWidth: 1.6 }
      : { color: look.colours[mark.tone], borderColor: look.colours.raised, borderWidth: 1 },
    tooltip: { show: false },
    silent: true,
    z: 5,
  })).filter((one) => one.data.length);
}

function tip(data) {
  return (hovered) => {
    const box = document.createElement('div');
    for (const one of [hovered].flat()) {
      const series = data.series[one.seriesIndex];
      const point = series?.points[one.dataIndex];
      if (!point) continue;
      const row = document.createElement('div');
      const strong = document.createElement('b');
      strong.textContent = value(data, point);
      const words = pointWords(data, point);
      row.append(strong, ` ${data.series.length > 1 ? `${series.name} · ` : ''}${words.slice(0, words.lastIndexOf(': '))}`);
      const state = stateWord(point.state);
      if (state) {
        const said = document.createElement('span');
        said.className = `chart-state ${point.state}`;
        said.textContent = state;
        row.append(' ', said);
      }
      box.append(row);
    }
    return box.childElementCount ? box : '';
  };
}

function across(data, look) {
  const colour = look.colours;
  const [first, last] = look.whole ?? [0, 1];
  const label = { color: colour.quiet, fontSize: 11, hideOverlap: true };
  const same = { min: first, max: last, axisLine: { show: data.x === 'value', lineStyle: { color: colour.line } }, axisTick: { show: false }, splitLine: { show: false } };
  if (data.x === 'time') {
    return { ...same, type: 'time', splitNumber: Math.max(2, Math.floor(look.width / 130)), axisLabel: label };
  }
  if (data.x === 'value') {
    return {
      ...same, type: 'value', axisLabel: { ...label, formatter: number },
      name: data.xLabel ?? '', nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: colour.quiet, fontSize: 11.5 },
    };
  }
  const names = new Map(data.series.flatMap((one) => one.points.map((point) => [point.x, point.version ?? point.label ?? ''])));
  (data.ticks ?? []).forEach((tick) => names.set(tick.x, tick.label));
  const [from, to] = look.seen ?? [first, last];
  const longest = Math.max(4, ...[...names.values()].map((name) => name.length));
  const room = Math.max(1, Math.floor((look.width - 70) / (longest * 6.6 + 14)));
  return {
    ...same, type: 'value', interval: Math.max(1, Math.ceil((to - from) / room)),
    min: first === last ? first - 1 : first, max: first === last ? last + 1 : last,
    axisLabel: { ...label, formatter: (x) => names.get(x) ?? '', showMinLabel: true, showMaxLabel: true, alignMinLabel: 'left', alignMaxLabel: 'right' },
  };
}

export function option(data, look) {
  const high = heights(data, look.seen);
  const all = { ...look, ...high, ticks: ticks(data, look.seen, look.whole, look.width) };
  const colour = look.colours;
  const several = data.series.length > 1;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const [first, last] = look.whole ?? [0, 1];
  const share = (x) => (last === first ? 0 : ((x - first) / (last - first)) * 100);
  return {
    animation: !still && data.series.every((one) => one.points.length < 400),
    animationDuration: 200,
    animationDurationUpdate: 0,
    textStyle: { fontFamily: colour.font },
    grid: {
      left: 8, right: 14, containLabel: true,
      top: several ? 34 : data.x === 'time' && all.ticks.length ? 24 : 14,
      bottom: data.xLabel && data.x === 'value' ? 26 : 4,
    },
    legend: several ? {
      top: 0, left: 4, itemWidth: 28, itemHeight: 8, icon: undefined, selectedMode: false,
      textStyle: { color: colour.text, fontSize: 12 }, lineStyle: { width: 1.8 },
      data: data.series.map((one) => one.name),
    } : undefined,
    xAxis: across(data, all),
    yAxis: {
      type: 'value', axisLine: { show: false }, axisTick: { show: false }, min: high.min, max: high.max, interval: high.interval,
      axisLabel: { color: colour.quiet, fontSize: 11, formatter: number },
      splitLine: { lineStyle: { color: colour.line } },
      name: data.yLabel && several ? data.yLabel : '', nameLocation: 'end', nameGap: 8,
      nameTextStyle: { color: colour.quiet, fontSize: 11.5, align: 'left', padding: [0, 0, 0, -24] },
    },
    dataZoom: [{
      type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true, moveOnMouseWheel: false,
      preventDefaultMouseMove: false,
      start: look.seen ? share(look.seen[0]) : 0, end: look.seen ? share(look.seen[1]) : 100,
    }],
    tooltip: {
      trigger: 'axis', confine: true, formatter: tip(data), className: 'chart-tip', renderMode: 'html',
      transitionDuration: 0, axisPointer: { type: 'line', lineStyle: { color: colour['line-strong'] } },
      backgroundColor: colour.raised, borderColor: colour['line-strong'], padding: [6, 10],
      textStyle: { color: colour.text, fontSize: 12.5 },
    },
    graphic: high.off.map((limit, index) => ({
      type: 'text', right: 14, top: (limit.y > high.max ? 2 : 18) + index * 14, silent: true,
      style: { text: `${limit.label} ${limit.y > high.max ? '↑' : '↓'} beyond`, fill: colour[SEVERITIES[limit.severity] ?? 'bad'], fontSize: 11, fontFamily: colour.font },
    })),
    series: [
      ...data.series.map((one, index) => line(one, index, data, all, index === 0)),
      ...marks(data, all),
    ],
  };
}
