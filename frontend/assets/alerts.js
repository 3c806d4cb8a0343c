/* <vigia-spark minutes="0,0,60,…">: a line of bars, one an hour, as high as the minutes that an alert fired.
   <vigia-countdown due="2026-01-02T03:04:05Z">: "2:10 left" or "overdue 5 min", ticking. */

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 72;
const HEIGHT = 18;

class Spark extends HTMLElement {
  static observedAttributes = ['minutes'];

  attributeChangedCallback() {
    const hours = (this.getAttribute('minutes') ?? '').split(',').map(Number).filter((n) => !Number.isNaN(n));
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute('width', WIDTH);
    svg.setAttribute('height', HEIGHT);
    svg.setAttribute('aria-hidden', 'true');
    const step = WIDTH / Math.max(1, hours.length);
    hours.forEach((minutes, at) => {
      const bar = document.createElementNS(SVG, 'rect');
      const height = minutes > 0 ? Math.max(2, Math.min(1, minutes / 60) * HEIGHT) : 1;
      bar.setAttribute('x', (at * step).toFixed(2));
      bar.setAttribute('y', HEIGHT - height);
      bar.setAttribute('width', (step - 1).toFixed(2));
      bar.setAttribute('height', height);
      bar.setAttribute('class', minutes > 0 ? 'on' : 'off');
      svg.append(bar);
    });
    this.replaceChildren(svg);
  }
}

const ticking = new Set();

class Countdown extends HTMLElement {
  static observedAttributes = ['due'];

  connectedCallback() {
    ticking.add(this);
    this.tick();
  }

  disconnectedCallback() {
    ticking.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.tick();
  }

  tick() {
    const left = Math.round((new Date(this.getAttribute('due') ?? NaN).getTime() - Date.now()) / 1000);
    if (Number.isNaN(left)) {
      this.textContent = '';
      return;
    }
    const seconds = Math.abs(left);
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    const two = (n) => String(n).padStart(2, '0');
    let words;
    if (left < 0) {
      words = hours ? `overdue ${hours} h` : minutes ? `overdue ${minutes} min` : 'overdue';
    } else {
      words = hours ? `${hours}:${two(minutes)} h left` : `${minutes}:${two(seconds % 60)} left`;
    }
    if (this.textContent !== words) this.textContent = words;
    this.classList.toggle('overdue', left < 0);
  }
}

customElements.define('vigia-spark', Spark);
customElements.define('vigia-countdown', Countdown);

setInterval(() => ticking.forEach((clock) => clock.tick()), 1000);
