/* <vigia-chart>: lines over time, over versions or over a number, with limits, a baseline band and marked points.
   Its data is the JSON of dev.vigia.platform.ChartData, given as the property `data`, or fetched from the attribute
   `src` with ?from=&to=&pixels= whenever another part is to be seen. ECharts draws it; who cannot see it reads the
   summary, the points by arrow keys, or the table. */
import { colours, option, span } from './chart-option.js';
import { pointWords, summary, table } from './chart-words.js';

const LIBRARY = new URL('./echarts/echarts.esm.min.js', import.meta.url).href;
const REST_MS = 180;
const LEAST_SHARE = 0.002;

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function button(text, label, does) {
  const element = made('button', 'chart-tool', text);
  element.type = 'button';
  element.title = label;
  element.setAttribute('aria-label', label);
  element.addEventListener('click', does);
  return element;
}

class Chart extends HTMLElement {
  static observedAttributes = ['src', 'label'];
  #data;
  #whole;
  #chart;
  #seen = null;
  #at = null;
  #asked = 0;
  #rest;
  #parts;
  #sizes;
  #recolour = () => this.#draw();

  get data() { return this.#data; }

  set data(value) {
    this.#asked++;
    this.#take(typeof value === 'string' ? JSON.parse(value) : value);
  }

  attributeChangedCallback(name) {
    if (name === 'src' && this.isConnected) {
      this.#seen = null;
      this.#whole = null;
      this.#fetch();
    } else this.#describe();
  }

  connectedCallback() {
    // A property that was set before this class was known.
    if (Object.hasOwn(this, 'data')) {
      const early = this.data;
      delete this.data;
      this.data = early;
    }
    if (!this.#parts) this.#build();
    this.#sizes = new ResizeObserver(() => this.#resized());
    this.#sizes.observe(this.#parts.plot);
    dark.addEventListener('change', this.#recolour);
    if (this.hasAttribute('src') && !this.#data) this.#fetch();
    else this.#draw();
  }

  disconnectedCallback() {
    this.#sizes?.disconnect();
    dark.removeEventListener('change', this.#recolour);
    clearTimeout(this.#rest);
    this.#chart?.dispose();
    this.#chart = null;
  }

  #build() {
    const plot = made('div', 'chart-plot');
    plot.tabIndex = 0;
    plot.setAttribute('role', 'application');
    plot.setAttribute('aria-roledescription', 'chart');
    plot.addEventListener('keydown', (event) => this.#key(event));
    plot.addEventListener('blur', () => this.#leave());
    const picture = made('div', 'chart-picture');
    picture.setAttribute('aria-hidden', 'true');
    plot.append(picture);
    const said = made('div', 'visually-hidden');
    said.setAttribute('aria-live', 'polite');
    const words = made('p', 'chart-summary');
    const tools = made('div', 'chart-tools');
    const asTable = button('Table', 'Show as a table', () => this.#asTable(asTable.getAttribute('aria-pressed') !== 'true'));
    asTable.setAttribute('aria-pressed', 'false');
    const zooms = [
      button('−', 'Zoom out', () => this.#zoom(2)),
      button('+', 'Zoom in', () => this.#zoom(0.5)),
      button('All', 'Show all', () => this.#look(null)),
    ];
    tools.append(...zooms, asTable);
    const foot = made('div', 'chart-foot');
    foot.append(words, tools);
    const listing = made('div', 'chart-table');
    listing.tabIndex = 0;
    listing.setAttribute('role', 'region');
    listing.hidden = true;
    this.#parts = { plot, picture, said, words, tools, zooms, asTable, listing };
    this.replaceChildren(plot, listing, foot, said);
    this.#describe();
  }

  #describe() {
    if (!this.#parts) return;
    const label = this.getAttribute('label') ?? '';
    const words = this.#data ? summary(this.#data) : 'Loading…';
    this.#parts.words.textContent = words;
    this.#parts.plot.setAttribute('aria-label', `${label ? `${label}: ` : ''}${words} Arrow keys read the points, Enter opens one, plus and minus zoom.`);
    this.#parts.listing.setAttribute('aria-label', label ? `${label} as a table` : 'As a table');
  }

  #take(data) {
    this.#data = data;
    if (!this.#whole) this.#whole = data ? span(data) : null;
    this.#at = null;
    this.#describe();
    if (!this.isConnected) return;
    this.#draw();
    if (!this.#parts.listing.hidden) this.#asTable(true);
  }

  /* The points may have changed; the part that is seen stays. */
  refresh() {
    if (this.hasAttribute('src') && this.isConnected) this.#fetch();
  }

  async #fetch() {
    const source = this.getAttribute('src');
    if (!source) return;
    const asked = ++this.#asked;
    const url = new URL(source, document.baseURI);
    url.searchParams.set('pixels', Math.max(100, Math.round(this.#parts?.plot.clientWidth || 600)));
    if (this.#seen) {
      url.searchParams.set('from', this.#exact(Math.floor(this.#seen[0])));
      url.searchParams.set('to', this.#exact(Math.ceil(this.#seen[1])));
    }
    this.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const data = await answer.json();
      if (asked === this.#asked) this.#take(data);
    } catch {
      if (asked === this.#asked && this.#parts) this.#parts.words.textContent = 'The points could not be loaded.';
    } finally {
      if (asked === this.#asked) this.removeAttribute('aria-busy');
    }
  }

  /* Moments travel as ISO text, positions and numbers as themselves. */
  #exact(x) {
    return this.#data?.x === 'time' || !this.#data ? new Date(x).toISOString() : String(x);
  }

  async #draw() {
    if (!this.#data || !this.isConnected || !this.#parts || this.#parts.plot.hidden) return;
    const { init } = await import(LIBRARY);
    if (!this.isConnected || this.#parts.picture.clientWidth === 0) return;
    if (!this.#chart) {
      this.#chart = init(this.#parts.picture, null, { renderer: 'svg' });
      this.#chart.on('datazoom', () => this.#panned());
      this.#chart.getZr().on('click', (event) => this.#clicked(event));
    }
    this.#chart.setOption(
      option(this.#data, { whole: this.#whole, seen: this.#seen, width: this.#parts.picture.clientWidth, colours: colours(this) }),
      { notMerge: true, lazyUpdate: false });
    this.#parts.zooms.forEach((one) => (one.disabled = !this.#whole || this.#whole[0] === this.#whole[1]));
    this.#parts.zooms[0].disabled ||= !this.#seen;
    this.#parts.zooms[2].disabled ||= !this.#seen;
    this.toggleAttribute('drawn', true);
  }

  #resized() {
    if (!this.#chart) return void this.#draw();
    this.#chart.resize();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#draw(), REST_MS);
  }

  /* ---- Which part is seen ---- */

  #panned() {
    const zoom = this.#chart?.getOption().dataZoom?.[0];
    if (!zoom || !this.#whole) return;
    const [first, last] = this.#whole;
    const from = first + ((last - first) * zoom.start) / 100;
    const to = first + ((last - first) * zoom.end) / 100;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#look(zoom.end - zoom.start > 99.9 ? null : [from, to]), REST_MS);
  }

  #zoom(factor) {
    if (!this.#whole) return;
    const [first, last] = this.#whole;
    const [from, to] = this.#seen ?? this.#whole;
    const middle = this.#at?.x ?? (from + to) / 2;
    const length = Math.max((last - first) * LEAST_SHARE, (to - from) * factor);
    if (length >= last - first) return this.#look(null);
    const start = Math.min(Math.max(first, middle - length / 2), last - length);
    this.#look([start, start + length]);
  }

  /* Not merely drawn larger: with a source, its points are asked for anew. */
  #look(seen) {
    if (!this.#data) return;
    // Versions are whole or not there.
    this.#seen = seen && this.#data.x === 'version' ? [Math.floor(seen[0]), Math.ceil(seen[1])] : seen;
    this.#draw();
    if (this.hasAttribute('src')) this.#fetch();
    this.dispatchEvent(new CustomEvent('part-seen', { detail: { from: seen?.[0] ?? null, to: seen?.[1] ?? null } }));
  }

  /* ---- Points: by pointer, by keys ---- */

  #visible() {
    const [from, to] = this.#seen ?? [-Infinity, Infinity];
    return this.#data.series.map((one) => one.points.filter((point) => point.x >= from && point.x <= to));
  }

  #clicked(event) {
    const grid = { gridIndex: 0 };
    const where = [event.offsetX, event.offsetY];
    if (!this.#chart.containPixel(grid, where)) return;
    let nearest = null;
    let least = 24 * 24;
    for (const points of this.#visible()) {
      for (const point of points) {
        const at = this.#chart.convertToPixel(grid, [point.x, point.y ?? this.#bottom()]);
        const far = (at[0] - where[0]) ** 2 + (at[1] - where[1]) ** 2;
        if (far < least) [nearest, least] = [point, far];
      }
    }
    if (nearest) this.#open(nearest);
  }

  #bottom() {
    return this.#chart.getOption().yAxis[0].min;
  }

  #open(point) {
    const going = new CustomEvent('point-chosen', { detail: point, cancelable: true, bubbles: true });
    if (!this.dispatchEvent(going) || !point.href) return;
    const url = new URL(point.href, document.baseURI);
    if (!/^https?:$/.test(url.protocol)) return;
    const link = made('a');
    link.href = url.href;
    // Inside the application the router leads there, without loading the page anew.
    if (url.origin === location.origin) link.setAttribute('router-link', '');
    this.append(link);
    link.click();
    link.remove();
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.#data) return;
    const rows = this.#visible();
    const row = Math.min(this.#at?.row ?? 0, rows.length - 1);
    const points = rows[row] ?? [];
    const at = this.#at ? points.indexOf(this.#at.point) : -1;
    const leap = Math.max(1, Math.round(points.length / 10));
    const moves = {
      ArrowRight: () => this.#read(rows, row, at + 1),
      ArrowLeft: () => this.#read(rows, row, at < 0 ? points.length - 1 : at - 1),
      PageDown: () => this.#read(rows, row, at + leap),
      PageUp: () => this.#read(rows, row, at - leap),
      Home: () => this.#read(rows, row, 0),
      End: () => this.#read(rows, row, points.length - 1),
      ArrowDown: () => rows.length > 1 && this.#beside(rows, (row + 1) % rows.length),
      ArrowUp: () => rows.length > 1 && this.#beside(rows, (row + rows.length - 1) % rows.length),
      Enter: () => this.#at && this.#open(this.#at.point),
      '+': () => this.#zoom(0.5),
      '-': () => this.#zoom(2),
      0: () => this.#look(null),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  }

  #beside(rows, row) {
    const x = this.#at?.x ?? -Infinity;
    const far = (point) => Math.abs(point.x - x);
    let near = 0;
    rows[row].forEach((point, index) => { if (far(point) < far(rows[row][near])) near = index; });
    this.#read(rows, row, near);
  }

  #read(rows, row, index) {
    const points = rows[row];
    if (!points?.length) return;
    const point = points[Math.max(0, Math.min(points.length - 1, index))];
    this.#at = { row, point, x: point.x };
    this.#parts.said.textContent = `${rows.length > 1 ? `${this.#data.series[row].name}: ` : ''}${pointWords(this.#data, point)}`;
    const dataIndex = this.#data.series[row].points.indexOf(point);
    this.#chart?.dispatchAction({ type: 'showTip', seriesIndex: row, dataIndex });
  }

  #leave() {
    this.#at = null;
    this.#chart?.dispatchAction({ type: 'hideTip' });
  }

  #asTable(shown) {
    const { plot, listing, asTable, zooms } = this.#parts;
    asTable.setAttribute('aria-pressed', String(shown));
    plot.hidden = shown;
    listing.hidden = !shown;
    zooms.forEach((one) => (one.hidden = shown));
    listing.replaceChildren(...(shown && this.#data ? [table(this.#data)] : []));
    if (!shown) this.#draw();
  }
}

customElements.define('vigia-chart', Chart);
