/* <vigia-code language="sh"> after a <pre>: tells the parts of its text apart. highlight.js finds them and the browser
   colours them where they stand (CSS Custom Highlight API): the text itself is not touched, so whatever it holds stays
   text. A browser that cannot do this, or a language that is not known, leaves it plain. */

const LIBRARY = new URL('../webjars/highlightjs/11.11.1/highlight.min.js', import.meta.url).href;
const KINDS = {
  comment: 'comment', string: 'string', number: 'string', literal: 'string', regexp: 'string',
  keyword: 'name', built_in: 'name', attr: 'name', attribute: 'name', section: 'name', title: 'name',
  variable: 'variable', subst: 'variable', 'template-variable': 'variable',
};

const able = 'highlights' in CSS && 'Highlight' in window;
let loading;

function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(window.hljs);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

function highlight(kind) {
  const name = `code-${kind}`;
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  return CSS.highlights.get(name);
}

/* What highlight.js answers is its own markup around escaped text; read in a template, it is never shown. */
function parts(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const walker = document.createTreeWalker(template.content, NodeFilter.SHOW_TEXT);
  const found = [];
  let at = 0;
  while (walker.nextNode()) {
    const end = at + walker.currentNode.data.length;
    const mark = walker.currentNode.parentElement?.className.match(/hljs-([\w-]+)/)?.[1];
    if (mark && KINDS[mark]) found.push({ kind: KINDS[mark], start: at, end });
    at = end;
  }
  return { found, length: at };
}

class Code extends HTMLElement {
  #ranges = [];

  connectedCallback() {
    // The text beside it may come a moment later.
    if (able) requestAnimationFrame(() => this.#light());
  }

  disconnectedCallback() {
    this.#ranges.forEach(([kind, range]) => highlight(kind).delete(range));
    this.#ranges = [];
  }

  async #light() {
    const text = this.parentElement?.querySelector('pre')?.firstChild;
    const language = this.getAttribute('language') ?? '';
    if (text?.nodeType !== Node.TEXT_NODE) return;
    try {
      const hljs = await library();
      if (!this.isConnected || !hljs.getLanguage(language)) return;
      const { found, length } = parts(hljs.highlight(text.data, { language, ignoreIllegals: true }).value);
      if (length !== text.data.length) return;
      for (const { kind, start, end } of found) {
        const range = new StaticRange({ startContainer: text, startOffset: start, endContainer: text, endOffset: end });
        highlight(kind).add(range);
        this.#ranges.push([kind, range]);
      }
    } catch {
      // Plain text is as good a command.
    }
  }
}

customElements.define('vigia-code', Code);
