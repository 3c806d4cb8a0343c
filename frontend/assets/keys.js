/* The keyboard. Flow's own single-letter shortcuts fire while a person types in a field, so ours are handled here:
   never while typing, never with a modifier, never behind an open dialog.

   What a screen says in its markup:
   data-go="i"        on a navigation item: `g i` goes there
   data-hotkey="/"          on a field or button: the key focuses the one, clicks the other
   data-keys-list        on a grid or a list of [data-keys-row]: j and k move, Enter opens
   data-keys-choose      on a box beside a row: x ticks it
   data-keys-close       on a button: Escape clicks it                                                            */

const CHORD_MS = 1500;
let chordSince = 0;

const isTyping = (event) =>
  event.composedPath().some(
    (node) =>
      node instanceof HTMLElement &&
      (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)) &&
      !/^(checkbox|radio|button|submit|range)$/.test(node.type || '')
  );

const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

const first = (selector) => [...document.querySelectorAll(selector)].find(visible);

const dialogOpen = () =>
  !!document.querySelector(
    'dialog[open], vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-dialog-overlay[opened]'
  );

function press(element) {
  // A navigation item of Vaadin keeps its link in its shadow root; clicking that one goes through the router.
  (element.shadowRoot?.querySelector('a[href]') ?? element.querySelector?.(':scope > a[href]') ?? element).click();
}

/* ---- Lists: j, k, Enter ------------------------------------------------------------------------------------ */

const bodyRow = (grid, index) =>
  [...(grid.shadowRoot?.querySelectorAll('tbody tr[part~="row"]') ?? [])].find(
    (row) => row.index === index && !row.hidden
  );

function moveInGrid(grid, step) {
  const size = grid._flatSize ?? grid.size ?? 0;
  if (!size) {
    return;
  }
  const index = Math.max(0, Math.min(size - 1, (grid.__keysIndex ?? -1) + step));
  grid.__keysIndex = index;
  if (!bodyRow(grid, index) || index < grid._firstVisibleIndex || index > grid._lastVisibleIndex) {
    grid.scrollToIndex(Math.max(0, index - 2));
  }
  grid.__keysMoving = true;
  requestAnimationFrame(() => {
    grid.__keysMoving = false;
    const row = bodyRow(grid, index);
    const cell = row && [...row.children].find((c) => c.offsetWidth > 60);
    cell?.focus();
    // A panel that is open follows, once the keys rest.
    clearTimeout(grid.__keysFollow);
    if (document.querySelector('.with-detail')) {
      grid.__keysFollow = setTimeout(() => grid.__keysIndex === index && openInGrid(grid), 200);
    }
  });
}

function openInGrid(grid) {
  const row = bodyRow(grid, grid.__keysIndex ?? -1);
  const cell = row && [...row.children].find((c) => c.offsetWidth > 60);
  cell?._content?.click();
}

function moveInList(list, step) {
  const rows = [...list.querySelectorAll('[data-keys-row]')].filter(visible);
  if (rows.length) {
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  }
}

function inList(action) {
  const list = first('[data-keys-list]');
  if (!list) {
    return false;
  }
  const grid = list.localName === 'vaadin-grid' ? list : null;
  if (action === 'open') {
    if (grid?.__keysMoving) {
      requestAnimationFrame(() => openInGrid(grid)); // typed faster than a frame: after the focus has come
      return true;
    }
    if (!grid || grid.__keysIndex === undefined || !grid.contains(document.activeElement)) {
      return false; // whatever has the focus handles Enter itself
    }
    openInGrid(grid);
  } else {
    (grid ? moveInGrid : moveInList)(grid ?? list, action === 'down' ? 1 : -1);
  }
  return true;
}

/* The box of the row with the focus, or of the one that the focus is in. */
function choose() {
  let at = document.activeElement;
  while (at && !at.querySelector?.(':scope > [data-keys-choose]')) at = at.parentElement;
  const box = at?.querySelector(':scope > [data-keys-choose]');
  box?.click();
  return !!box;
}

/* ---- Help -------------------------------------------------------------------------------------------------- */

const line = (keys, does) => {
  const row = document.createElement('div');
  const term = document.createElement('dt');
  keys.forEach((key) => {
    const kbd = document.createElement('kbd');
    kbd.textContent = key;
    term.append(kbd);
  });
  const description = document.createElement('dd');
  description.textContent = does;
  row.append(term, description);
  return row;
};

const section = (title, lines) => {
  const part = document.createElement('section');
  const heading = document.createElement('h3');
  heading.textContent = title;
  const list = document.createElement('dl');
  list.append(...lines);
  part.append(heading, list);
  return part;
};

function showHelp() {
  const dialog = document.createElement('dialog');
  dialog.className = 'vg-keys';
  dialog.setAttribute('aria-labelledby', 'vg-keys-title');
  const head = document.createElement('header');
  const title = document.createElement('h2');
  title.id = 'vg-keys-title';
  title.textContent = 'Keys';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => dialog.close());
  head.append(title, close);

  const places = [...document.querySelectorAll('[data-go]')]
    .filter((item, at, all) => all.findIndex((other) => other.dataset.go === item.dataset.go) === at)
    .map((item) =>
      line(['g', item.dataset.go], item.dataset.goName ?? item.getAttribute('aria-label') ?? (item.querySelector('.nav-title') ?? item).textContent.trim()));
  const here = [];
  if (first('[data-hotkey="/"]')) {
    here.push(line(['/'], 'Filter'));
  }
  if (first('[data-keys-list]')) {
    here.push(line(['j'], 'Next row'), line(['k'], 'Row before'), line(['Enter'], 'Open it'));
  }
  if (first('[data-keys-choose]')) {
    here.push(line(['x'], 'Choose it'));
  }
  document.querySelectorAll('[data-hotkey][data-hotkey-name]').forEach((item) => {
    here.push(line([item.dataset.hotkey], item.dataset.hotkeyName));
  });
  here.push(line(['Esc'], 'Close what is open'));
  const parts = [];
  if (places.length) {
    parts.push(section('Go to', places));
  }
  parts.push(section('On this screen', here), section('Anywhere', [line(['?'], 'These keys')]));
  dialog.append(head, ...parts);
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/* ---- Dispatch ---------------------------------------------------------------------------------------------- */

function handle(event) {
  const chord = Date.now() - chordSince < CHORD_MS;
  chordSince = 0;
  if (chord && /^[a-z]$/.test(event.key)) {
    const place = document.querySelector(`[data-go="${event.key}"]`);
    if (place) {
      press(place);
    }
    return !!place;
  }
  switch (event.key) {
    case 'g':
      chordSince = Date.now();
      return true;
    case '?':
      showHelp();
      return true;
    case 'j':
      return inList('down');
    case 'k':
      return inList('up');
    case 'x':
      return choose();
    case 'Enter':
      return inList('open');
    case 'Escape': {
      const close = first('[data-keys-close]');
      close?.click();
      return !!close;
    }
    default: {
      const target = event.key.length === 1 && first(`[data-hotkey="${CSS.escape(event.key)}"]`);
      if (target) {
        target.focusElement || target.localName.endsWith('-field') ? target.focus() : press(target);
      }
      return !!target;
    }
  }
}

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || dialogOpen()) {
    return;
  }
  if (handle(event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

/* A click moves the place from which j and k go on. */
document.addEventListener('click', (event) => {
  const grid = event.composedPath().find((node) => node.localName === 'vaadin-grid');
  if (grid?.hasAttribute('data-keys-list')) {
    const index = grid.getEventContext?.(event)?.index;
    if (Number.isInteger(index)) {
      grid.__keysIndex = index;
    }
  }
}, true);
