/* <vigia-time datetime="2026-01-02T03:04:05Z">: "5 h ago", or "5 h" with the attribute `brief`.
   It ticks by itself; the absolute time with its zone is the tooltip. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

function distance(seconds) {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  if (seconds < 2 * MONTH) return `${Math.floor(seconds / DAY)} d`;
  if (seconds < 2 * YEAR) return `${Math.floor(seconds / MONTH)} mo`;
  return `${Math.floor(seconds / YEAR)} y`;
}

/* What is to come is waited for, so it is said to the minute, for a day. */
function wait(seconds) {
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60 || minutes >= 24 * 60) return distance(minutes < 1 ? seconds : minutes * MINUTE);
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

const absolute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric',
  hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
});

const shown = new Set();

class RelativeTime extends HTMLElement {
  static observedAttributes = ['datetime', 'brief'];

  connectedCallback() {
    shown.add(this);
    this.tick();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.tick();
  }

  tick() {
    const at = new Date(this.getAttribute('datetime') ?? NaN);
    if (Number.isNaN(at.getTime())) {
      this.removeAttribute('title');
      if (this.hasAttribute('datetime')) this.textContent = '–';
      return;
    }
    const seconds = Math.round((Date.now() - at.getTime()) / 1000);
    const future = seconds < -5;
    const text = future ? wait(-seconds) : distance(Math.abs(seconds));
    const words = this.hasAttribute('brief') ? text : future ? `in ${text}` : `${text} ago`;
    if (this.textContent !== words) this.textContent = words;
    this.title = absolute.format(at);
  }
}

customElements.define('vigia-time', RelativeTime);

setInterval(() => shown.forEach((time) => time.tick()), 1000);
