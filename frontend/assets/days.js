/* <vigia-days first="2026-01-31" counts="3,0,?,5">: a bar for each day, as high as its number; a day of which nothing
   is known is hatched. The words are beside it, for whoever cannot see it. */

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 100;
const STEP = 10;

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

class Days extends HTMLElement {
  static observedAttributes = ['counts', 'first'];

  attributeChangedCallback() {
    const counts = (this.getAttribute('counts') ?? '').split(',').filter((text) => text !== '');
    const first = Date.parse(`${this.getAttribute('first')}T00:00:00Z`);
    const most = Math.max(1, ...counts.filter((text) => text !== '?').map(Number));
    const svg = element('svg', {
      viewBox: `0 0 ${Math.max(1, counts.length) * STEP} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true',
    });
    counts.forEach((text, at) => {
      const known = text !== '?';
      const height = known ? Math.max(Number(text) > 0 ? 2 : 1, (Number(text) / most) * HEIGHT) : HEIGHT;
      const bar = element('rect', {
        x: at * STEP + 1, y: HEIGHT - height, width: STEP - 2, height,
        class: known ? (Number(text) > 0 ? 'some' : 'none') : 'not-known',
      });
      const title = element('title', {});
      const day = Number.isNaN(first) ? '' : new Date(first + at * 86400000).toISOString().slice(0, 10);
      title.textContent = `${day}: ${known ? text : 'not known'}`;
      bar.append(title);
      svg.append(bar);
    });
    this.replaceChildren(svg);
  }
}

customElements.define('vigia-days', Days);
