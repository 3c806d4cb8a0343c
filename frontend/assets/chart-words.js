/* What a chart says in words and as a table. */

const MOST_ROWS = 1000;
const WORDS = { breach: 'breach', outlier: 'outlier', nan: 'not a number, breach', would: 'would be a breach' };
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
});

export const stateWord = (state) => WORDS[state] ?? '';

export function number(y) {
  const size = Math.abs(y);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return y.toExponential(3).replace(/\.?0+e/, 'e').replace('e+', 'e').replace(/-/g, '−');
  return Number(y.toPrecision(5)).toLocaleString('en', { maximumFractionDigits: 10 }).replace(/,/g, '\u202f').replace('-', '−');
}

export const value = (data, point) =>
  (point.y === null || point.y === undefined ? 'NaN' : number(point.y)) + (data.unit ? ` ${data.unit}` : '');

export const place = (data, point) =>
  data.x === 'time' ? moment.format(point.x) : data.x === 'version' ? point.version ?? point.label ?? '' : number(point.x);

export function pointWords(data, point) {
  const words = [place(data, point)];
  if (data.x !== 'version' && point.version) words.push(point.version);
  if (point.label && point.label !== words[0]) words.push(point.label);
  if (point.run) words.push(`run ${point.run}`);
  const state = stateWord(point.state);
  return `${words.filter(Boolean).join(', ')}: ${value(data, point)}${state ? `, ${state}` : ''}`;
}

export function summary(data) {
  if (data.summary) return data.summary;
  const all = data.series.flatMap((one) => one.points);
  if (!all.length) return 'No points.';
  const known = all.map((point) => point.y).filter((y) => y !== null && y !== undefined);
  const range = known.length ? `, ${number(Math.min(...known))} to ${number(Math.max(...known))}${data.unit ? ` ${data.unit}` : ''}` : '';
  const breaches = all.filter((point) => point.state === 'breach' || point.state === 'nan');
  const breached = breaches.length ? `; ${breaches.length} ${breaches.length === 1 ? 'breach' : 'breaches'}, last at ${place(data, breaches.at(-1))}` : '';
  return `${all.length} ${all.length === 1 ? 'point' : 'points'}${range}${breached}.`;
}

export function table(data) {
  const several = data.series.length > 1;
  const has = (what) => data.series.some((one) => one.points.some((point) => point[what]));
  const columns = [
    ...(several ? [['Series', (point, one) => one.name]] : []),
    [data.x === 'time' ? 'Time' : data.x === 'version' ? 'Version' : data.xLabel ?? 'x', (point) => place(data, point)],
    ...(data.x !== 'version' && has('version') ? [['Version', (point) => point.version ?? '']] : []),
    ...(has('run') ? [['Run', (point) => point.run ?? '']] : []),
    [data.yLabel ?? 'Value', (point) => value(data, point)],
    ...(data.x !== 'value' ? [['State', (point) => stateWord(point.state) || 'in order']] : []),
  ];
  const made = document.createElement('table');
  const heads = made.createTHead().insertRow();
  for (const [name] of columns) {
    const head = document.createElement('th');
    head.scope = 'col';
    head.textContent = name;
    heads.append(head);
  }
  const body = made.createTBody();
  const rows = data.series.flatMap((one) => one.points.map((point) => [point, one]));
  // Newest first where there is a newest.
  if (data.x !== 'value') rows.reverse();
  for (const [point, one] of rows.slice(0, MOST_ROWS)) {
    const row = body.insertRow();
    for (const [, text] of columns) row.insertCell().textContent = text(point, one);
    const href = point.href && new URL(point.href, document.baseURI);
    if (href && /^https?:$/.test(href.protocol)) {
      const link = document.createElement('a');
      link.href = href.href;
      if (href.origin === location.origin) link.setAttribute('router-link', '');
      link.textContent = row.cells[several ? 1 : 0].textContent;
      row.cells[several ? 1 : 0].replaceChildren(link);
    }
  }
  if (rows.length > MOST_ROWS) {
    made.createCaption().textContent = `The last ${MOST_ROWS} of ${rows.length}.`;
  }
  return made;
}
