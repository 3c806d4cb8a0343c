/* <vigia-trend numbers="0.1,,0.2" target="0.1" alert="0.2">: a line with gaps where nothing is known, and its limits as
   dashed lines where they are near enough to be seen. */

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 120;
const HEIGHT = 34;
const EDGE = 3;

/* A limit farther off than this would press the line flat. */
const NEAR = 2.5;

/* What stays the same is not at its peak. */
const HEADROOM = 1.3;

class Trend extends HTMLElement {
  static observedAttributes = ['numbers', 'target', 'alert'];

  attributeChangedCallback() {
    const numbers = (this.getAttribute('numbers') ?? '').split(',').map((text) => (text === '' ? NaN : Number(text)));
    const known = numbers.filter((n) => !Number.isNaN(n));
    const svg = this.make('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' });
    if (known.length > 0) {
      const highest = Math.max(...known);
      const limits = ['target', 'alert']
        .filter((name) => this.hasAttribute(name))
        .map((name) => [name, Number(this.getAttribute(name))]);
      const seen = limits.filter(([, at]) => at > 0 && at <= Math.max(highest, 0) * NEAR);
      const low = Math.min(0, ...known);
      const high = Math.max(highest * HEADROOM, ...seen.map(([, at]) => at), low + 1e-12);
      const x = (i) => EDGE + (i * (WIDTH - 2 * EDGE)) / Math.max(1, numbers.length - 1);
      const y = (n) => HEIGHT - EDGE - ((n - low) * (HEIGHT - 2 * EDGE)) / (high - low);
      seen.forEach(([name, at]) => svg.append(this.make('line', { class: name, x1: 0, x2: WIDTH, y1: y(at), y2: y(at) })));
      let path = '';
      numbers.forEach((n, i) => {
        if (!Number.isNaN(n)) {
          path += `${path === '' || Number.isNaN(numbers[i - 1]) ? 'M' : 'L'}${x(i).toFixed(1)} ${y(n).toFixed(1)}`;
        }
      });
      svg.append(this.make('path', { d: path }));
      const last = numbers.findLastIndex((n) => !Number.isNaN(n));
      svg.append(this.make('circle', { cx: x(last), cy: y(numbers[last]), r: 2.5 }));
    }
    this.replaceChildren(svg);
  }

  make(name, attributes) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }
}

customElements.define('vigia-trend', Trend);
