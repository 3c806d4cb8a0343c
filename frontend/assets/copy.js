/* A click on anything with data-copy copies that text and says so. One listener for the whole page, in the capture
   phase: a hash in a table row is copied without opening the row. */

const said = document.createElement('div');
said.className = 'visually-hidden';
said.setAttribute('role', 'status');

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text);
  }
  // Plain http on another host has no clipboard API.
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

document.addEventListener('click', (event) => {
  const button = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset.copy !== undefined);
  if (!button) return;
  event.stopPropagation();
  event.preventDefault();
  copy(button.dataset.copy).then(
    () => {
      button.classList.add('copied');
      setTimeout(() => button.classList.remove('copied'), 1200);
      if (!said.isConnected) document.body.append(said);
      said.textContent = 'Copied';
      setTimeout(() => (said.textContent = ''), 1200);
    },
    () => {},
  );
}, true);
